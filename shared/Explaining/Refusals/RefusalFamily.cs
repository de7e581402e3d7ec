using FleetWatch.Contracts;

namespace FleetWatch.Explaining.Refusals;

/// <summary>Which family of refusals a failure belongs to: the families of <c>families.csv</c>, each one trouble.</summary>
public static class RefusalFamily
{
    // What the card, its holder or its bank's judgement decides, whatever the terminal is like.
    private static readonly HashSet<string> Everyday = ["number", "expired", "funds", "decision", "pin", "limit", "region", "reported", "fraud"];

    /// <summary>The family's public name, for example <c>network</c> or <c>funds</c>; <c>other</c> where no table knows the code.</summary>
    public static string Of(TransactionFailed failure) => RefusalTables.Code(failure, RefusalTables.SchemeOf(failure.Bin)).Family;

    /// <summary>The family of a code without its card and entry: a response code of two characters, or an error code.</summary>
    public static string OfCode(string code) => Of(new TransactionFailed
    {
        Id = code,
        TerminalId = code,
        OccurredAt = default,
        ResponseCode = code.Length == 2 ? code : null,
        ErrorCode = code.Length == 2 ? null : code,
    });

    /// <summary>Whether it is the card's, the holder's or the bank's everyday business; false: something that somebody can mend.</summary>
    public static bool IsEveryday(string family) => Everyday.Contains(family);
}
