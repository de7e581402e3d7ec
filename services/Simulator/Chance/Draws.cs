namespace FleetWatch.Simulator.Chance;

/// <summary>What a stream of randomness is for; the numbers are part of what a seed means.</summary>
internal enum Draws
{
    Estate = 1,
    Faults = 2,
    Customers = 3,
    SiteHour = 4,
    RegionDay = 5,
    SiteDay = 6,
    Cards = 7,
    Delivery = 8,
    Visits = 9,
    Drift = 10,
    Rollout = 11,
}
