namespace FleetWatch.Simulator.Traffic;

/// <summary>What can be wrong with a card.</summary>
internal enum CardFlaw
{
    None,
    Chip,
    Stripe,
    Expired,
    Reported,
}
