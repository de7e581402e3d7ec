using System.Collections.Frozen;
using FleetWatch.Contracts;

namespace FleetWatch.Detection.Symptoms;

/// <summary>
/// Which code is which symptom: ISO 8583:1987 and UnionPay DE39 where they agree, and the terminal's own error codes. A code that
/// is not here is <see cref="Symptom.Other"/>: it counts as an attempt that failed, and blames nobody.
/// </summary>
internal static class SymptomTable
{
    public const int Count = (int)Symptom.Silence + 1;
    private const string TypedByHand = "01";

    private static readonly FrozenDictionary<string, Symptom> ByErrorCode = new Dictionary<string, Symptom>
    {
        ["no-signal"] = Symptom.NoSignal,
        ["connect-timeout"] = Symptom.ConnectTimeout,
        ["response-timeout"] = Symptom.ResponseTimeout,
        ["mag-read-error"] = Symptom.StripeRead,
        ["chip-read-error"] = Symptom.ChipRead,
        ["contactless-read-error"] = Symptom.ContactlessRead,
        ["pinpad-error"] = Symptom.PinPad,
        ["software-error"] = Symptom.Software,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Symptom> ByResponseCode = new Dictionary<string, Symptom>
    {
        ["01"] = Symptom.DoNotHonour,
        ["02"] = Symptom.DoNotHonour,
        ["03"] = Symptom.InvalidMerchant,
        ["04"] = Symptom.Suspicious,
        ["05"] = Symptom.DoNotHonour,
        ["06"] = Symptom.SystemError,
        ["07"] = Symptom.Suspicious,
        ["12"] = Symptom.InvalidTransaction,
        ["13"] = Symptom.InvalidAmount,
        ["14"] = Symptom.InvalidCard,
        ["15"] = Symptom.NoSuchIssuer,
        ["20"] = Symptom.SystemError,
        ["22"] = Symptom.SignOn,
        ["30"] = Symptom.FormatError,
        ["31"] = Symptom.NoSuchIssuer,
        ["33"] = Symptom.Expired,
        ["34"] = Symptom.Suspicious,
        ["35"] = Symptom.Suspicious,
        ["36"] = Symptom.Suspicious,
        ["37"] = Symptom.Suspicious,
        ["38"] = Symptom.PinTries,
        ["40"] = Symptom.NotSupported,
        ["41"] = Symptom.Reported,
        ["43"] = Symptom.Reported,
        ["45"] = Symptom.ChipRead, // a fallback that the issuer refuses: the chip was not read
        ["51"] = Symptom.Funds,
        ["54"] = Symptom.Expired,
        ["55"] = Symptom.WrongPin,
        ["56"] = Symptom.InvalidCard,
        ["57"] = Symptom.NotPermittedCard,
        ["58"] = Symptom.NotPermittedTerminal,
        ["59"] = Symptom.Suspicious,
        ["61"] = Symptom.AmountLimit,
        ["62"] = Symptom.RestrictedCard,
        ["63"] = Symptom.KeyError,
        ["65"] = Symptom.FrequencyLimit,
        ["67"] = Symptom.Suspicious,
        ["68"] = Symptom.LateAnswer,
        ["75"] = Symptom.PinTries,
        ["77"] = Symptom.SignOn,
        ["78"] = Symptom.SignOn,
        ["79"] = Symptom.SignOn,
        ["89"] = Symptom.TerminalUnknown,
        ["90"] = Symptom.CutOff,
        ["91"] = Symptom.IssuerDown,
        ["92"] = Symptom.NoRoute,
        ["96"] = Symptom.SystemError,
        ["97"] = Symptom.TerminalUnknown,
        ["98"] = Symptom.LateAnswer,
        ["99"] = Symptom.KeyError,
        ["A0"] = Symptom.KeyError,
        ["C1"] = Symptom.TerminalUnknown,
    }.ToFrozenDictionary();

    public static Symptom Of(TransactionFailed failure)
    {
        if (failure.ErrorCode is { } error)
            return ByErrorCode.GetValueOrDefault(error, Symptom.Other);
        var symptom = failure.ResponseCode is { } code ? ByResponseCode.GetValueOrDefault(code, Symptom.Other) : Symptom.Other;
        return (failure.EntryMode, symptom) switch
        {
            // A number typed wrong fails its check digit, names no issuer, or has digits too few.
            (TypedByHand, Symptom.InvalidCard or Symptom.NoSuchIssuer or Symptom.FormatError) => Symptom.TypedInvalidCard,
            // A stripe's number that no bank knows may have been read wrong; a chip's is signed for.
            ("02" or "80" or "90", Symptom.InvalidCard) => Symptom.GarbledNumber,
            _ => symptom,
        };
    }

    /// <summary>
    /// Retries of one card are one failure: those of one family count once. The card's own failings (a worn stripe, an expiry) follow
    /// it from till to till for days; what the world does to a card does not.
    /// </summary>
    public static (byte Family, TimeSpan CountsAgainAfter) Retries(Symptom symptom) => symptom switch
    {
        Symptom.NoSignal or Symptom.ConnectTimeout or Symptom.ResponseTimeout => (1, TimeSpan.FromHours(6)),
        Symptom.StripeRead or Symptom.ChipRead or Symptom.ContactlessRead => (2, TimeSpan.FromDays(7)),
        Symptom.IssuerDown or Symptom.SystemError or Symptom.LateAnswer or Symptom.CutOff or Symptom.NoRoute => (3, TimeSpan.FromHours(6)),
        Symptom.InvalidMerchant or Symptom.NotPermittedTerminal or Symptom.TerminalUnknown => (4, TimeSpan.FromHours(6)),
        Symptom.PinPad or Symptom.Software or Symptom.FormatError or Symptom.KeyError or Symptom.SignOn => (5, TimeSpan.FromHours(6)),
        Symptom.InvalidCard or Symptom.TypedInvalidCard or Symptom.GarbledNumber => (6, TimeSpan.FromDays(7)),
        Symptom.WrongPin or Symptom.PinTries or Symptom.InvalidTransaction => (7, TimeSpan.FromDays(1)),
        Symptom.AmountLimit or Symptom.InvalidAmount or Symptom.FrequencyLimit => (8, TimeSpan.FromDays(7)),
        Symptom.NotPermittedCard or Symptom.NoSuchIssuer or Symptom.NotSupported or Symptom.RestrictedCard or Symptom.DoNotHonour =>
            (9, TimeSpan.FromDays(7)),
        _ => ((byte)(32 + (byte)symptom), TimeSpan.FromDays(7)),
    };

    /// <summary>No answer came in time, or nobody could be reached.</summary>
    public static bool IsNetwork(Symptom symptom) => symptom is Symptom.NoSignal or Symptom.ConnectTimeout or Symptom.ResponseTimeout;

    /// <summary>The terminal itself tells of it; no host does.</summary>
    public static bool IsLocal(Symptom symptom) => ByErrorCode.Values.Contains(symptom);

    /// <summary>The card's, the holder's and the issuer's daily business: they come in proportion to the attempts, whatever breaks.</summary>
    public static bool IsBusiness(Symptom symptom) => symptom is Symptom.Funds or Symptom.Expired or Symptom.WrongPin or Symptom.DoNotHonour
        or Symptom.InvalidCard or Symptom.GarbledNumber or Symptom.RestrictedCard or Symptom.AmountLimit;
}
