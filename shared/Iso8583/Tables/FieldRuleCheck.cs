namespace FleetWatch.Iso8583.Tables;

/// <summary>What cannot be true of one rule although each of its cells is well written.</summary>
internal static class FieldRuleCheck
{
    private static readonly int[] AlwaysSecret = [14, 35, 36, 45, 52];

    public static IEnumerable<(string Column, string Reason)> Errors(FieldRule rule)
    {
        if (rule.Name.Length == 0)
            yield return ("name", "is empty");
        if (rule.Prefix.Digits > 0 && rule.Length > rule.Prefix.Largest)
            yield return ("length", $"is more than the prefix can say ({rule.Prefix.Largest})");
        if (Width(rule.Content) is { } width && (rule.Length != width || rule.Prefix.Digits > 0))
            yield return ("length", $"is not {width}, as this content needs");
        if (rule.Content == Content.Bytes != rule.Coding is Coding.Binary or Coding.Hex)
            yield return ("encoding", "binary and hex go with content b, and content b with them");
        if (rule.Coding == Coding.Bcd && rule.Content is Content.Letters or Content.LettersAndDigits or Content.Characters)
            yield return ("encoding", "bcd holds digits only");
        foreach (var error in PartErrors(rule).Concat(KeepingErrors(rule)))
            yield return error;
    }

    private static IEnumerable<(string Column, string Reason)> PartErrors(FieldRule rule)
    {
        if (rule.Number == MessagePart.Mti && (rule.Length != 4 || rule.Content != Content.Digits || rule.Coding is not (Coding.Ascii or Coding.Ebcdic or Coding.Bcd)))
            yield return ("mti", "is four digits in ascii, ebcdic or bcd");
        if (rule.Number == MessagePart.Bitmap && (rule.Length is not (8 or 16 or 24) || rule.Content != Content.Bytes))
            yield return ("bitmap", "is at most 8, 16 or 24 bytes, binary or hex");
        if (rule.Number < MessagePart.Mti && (rule.Coding != Coding.Binary || rule.Prefix.Digits > 0))
            yield return ("encoding", "tpdu and header are bytes of a fixed length");
    }

    private static IEnumerable<(string Column, string Reason)> KeepingErrors(FieldRule rule)
    {
        if (AlwaysSecret.Contains(rule.Number) && rule.Keeping != Keeping.Secret)
            yield return ("privacy", "is to be secret: an expiry date, a track or a PIN block is never kept");
        if (rule.Number == 2 && (rule.Keeping is not (Keeping.CardNumber or Keeping.Secret) || rule.Content != Content.Digits))
            yield return ("privacy", "is to be pan, with content n: field 2 is the card number");
        if (rule.Number == 55 && rule.Keeping is not (Keeping.Emv or Keeping.Secret))
            yield return ("privacy", "is to be emv or secret: field 55 is chip data");
        if (rule.Keeping == Keeping.CardNumber && (rule.Number != 2 || rule.Length > 19))
            yield return ("privacy", "pan is for field 2 only, of at most 19 digits");
        if (rule.Keeping == Keeping.Emv && rule.Content is not (Content.Bytes or Content.Characters))
            yield return ("content", "is to be b or ans for chip data");
    }

    private static int? Width(Content content) => content switch
    {
        Content.MonthDay or Content.YearMonth => 4,
        Content.Time or Content.YearMonthDay => 6,
        Content.MonthDayTime => 10,
        Content.YearMonthDayTime => 12,
        _ => null,
    };
}
