using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>How one way for a card to be bad looks, as data: which symptoms follow it from terminal to terminal.</summary>
/// <param name="Cause">One of <see cref="Contracts.Causes"/>.</param>
/// <param name="Shows">What it makes.</param>
/// <param name="OnlyByStripe">The chip and the antenna of the card are well.</param>
/// <param name="Notify">Nobody is paged for a card.</param>
internal sealed record CardLook(string Cause, Symptom[] Shows, bool OnlyByStripe, Audience[] Notify)
{
    private static readonly string[] StripeModes = ["02", "80", "90"];

    /// <summary>The first look that fits is the one that is told; a stripe that fails is one that lost its data until a chip fails too.</summary>
    public static CardLook[] All { get; } =
    [
        new(Contracts.Causes.CardReported, [Symptom.Reported, Symptom.Suspicious], false, [Audience.Merchant, Audience.FraudDesk]),
        new(Contracts.Causes.CardExpired, [Symptom.Expired], false, [Audience.Merchant]),
        new(Contracts.Causes.CardDemagnetised, [Symptom.StripeRead, Symptom.Suspicious, Symptom.FormatError], true, [Audience.Merchant]),
        new(Contracts.Causes.CardDamaged, [Symptom.StripeRead, Symptom.ChipRead, Symptom.ContactlessRead], false, [Audience.Merchant]),
    ];

    public const int Reported = 0;
    public const int Expired = 1;
    public const int Demagnetised = 2;
    public const int Damaged = 3;

    /// <summary>
    /// Index of the look that one failure speaks for; -1: none. Verification data that does not match (59) on a stripe is a stripe that lost data,
    /// elsewhere no failing of the card.
    /// </summary>
    public static int Of(Symptom symptom, TransactionFailed failure)
    {
        return symptom switch
        {
            Symptom.Expired => Expired,
            Symptom.Reported => Reported,
            Symptom.Suspicious when failure.ResponseCode == "59" => ByStripe(failure) ? Demagnetised : -1,
            Symptom.Suspicious => Reported,
            Symptom.FormatError when ByStripe(failure) => Demagnetised,
            Symptom.StripeRead => Demagnetised,
            Symptom.ChipRead or Symptom.ContactlessRead => Damaged,
            _ => -1,
        };
    }

    /// <summary>Looks between which only more failures decide are counted together.</summary>
    public static int Family(int look) => look == Damaged ? Demagnetised : look;

    private static bool ByStripe(TransactionFailed failure) => Array.IndexOf(StripeModes, failure.EntryMode) >= 0;
}
