using FleetWatch.Ingest.Sanitising;

namespace FleetWatch.Ingest.Events;

/// <summary>Why a line was refused: codes that stay as they are; Texts has a sentence for each.</summary>
internal static class Reasons
{
    public const string CardNumber = "card-number";
    public const string CardTrack = "card-track";
    public const string CardSecret = "card-secret";
    public const string NotUtf8 = "not-utf8";
    public const string NotJson = "not-json";
    public const string NotAnObject = "not-an-object";
    public const string TooLong = "line-too-long";
    public const string Missing = "missing";
    public const string Twice = "member-twice";
    public const string UnknownType = "unknown-type";
    public const string NotText = "not-text";
    public const string NotWhole = "not-a-whole-number";
    public const string NotFlag = "not-true-or-false";
    public const string NotTime = "not-a-time";
    public const string OutOfRange = "out-of-range";
    public const string WrongLength = "wrong-length";
    public const string WrongShape = "wrong-shape";
    public const string ControlCharacter = "control-character";
    public const string InFuture = "in-the-future";
    public const string TooOld = "too-old";
    public const string NotCloudEvent = "not-a-cloudevent";
    public const string Disagrees = "disagrees-with-data";

    public static string Of(CardData found) => found switch
    {
        CardData.Number => CardNumber,
        CardData.Track => CardTrack,
        CardData.Secret => CardSecret,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
