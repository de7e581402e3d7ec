using System.Globalization;

namespace FleetWatch.Ingest.Sanitising;

/// <summary>
/// Numbers of 13 to 19 digits that pass a card's check by chance or by rule, and that no card can be, because the length and
/// the first digits together are nobody's issuer identification number.
/// </summary>
internal static class LookAlikes
{
    /// <summary>
    /// Length, the prefix and what it is. Unix times begin 14 to 19 from 2014 to 2033; the only cards that begin with 1 are
    /// UATP's, of 15 digits, and long withdrawn ones of 19 that begin with 103. IMEI (3GPP TS 23.003) and ICCID (ITU-T E.118,
    /// always 89) carry the same check digit as cards, and
    /// an IMSI of China begins with 46; no 15-digit card begins with any of these.
    /// </summary>
    private static readonly (int Length, string Prefix, string What)[] Table =
    [
        .. from length in (int[])[13, 16, 19] from prefix in (string[])["14", "15", "16", "17", "18", "19"] select (length, prefix, "Unix time"),
        (15, "35", "IMEI"), (15, "86", "IMEI"), (15, "99", "IMEI"),
        (18, "89", "ICCID"), (19, "89", "ICCID"),
        (15, "46", "IMSI"),
    ];

    /// <param name="run">The digits, joined.</param>
    /// <param name="last">How many of them stand together at the end, without a separator.</param>
    /// <param name="blank">Whether a blank sets them off from what is before them.</param>
    public static bool Explain(ReadOnlySpan<byte> run, int last, bool blank)
    {
        if (IsCalendar(run))
            return true;
        // Behind a terminal's number a time is still a time; but 6 digits, a blank and 13 digits is how cards of 19 are printed.
        if (run.Length > last && last >= 13 && !(blank && run.Length - last == 6))
            run = run[^last..];
        foreach (var (length, prefix, _) in Table)
            if (run.Length == length && Starts(run, prefix))
                return true;
        return IsCalendar(run);
    }

    /// <summary>
    /// A merchant's number (DE42) has 15 digits in China, and every tenth passes: known by its name and length alone, unless it
    /// begins as an American Express card does.
    /// </summary>
    public static bool IsMerchantNumber(string name, ReadOnlySpan<byte> text) =>
        name is "merchantId" or "merchantNo" or "merchantNumber" or "mid" or "cardAcceptorId" or "de42"
        && text.Length == 15 && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9') && text[0] != '3' && text[0] != '1';

    /// <summary>How long a card that begins so usually is; 0 where no large scheme's cards begin so.</summary>
    public static int UsualLength(ReadOnlySpan<byte> run)
    {
        var four = (run[0] - '0') * 1000 + (run[1] - '0') * 100 + (run[2] - '0') * 10 + (run[3] - '0');
        return four switch
        {
            >= 4000 and <= 4999 or >= 5100 and <= 5599 or >= 2221 and <= 2720 or >= 3528 and <= 3589 or >= 6000 and <= 6599 => 16,
            >= 3400 and <= 3499 or >= 3700 and <= 3799 => 15,
            _ => 0,
        };
    }

    /// <summary>A date and time written as yyyyMMddHHmmss, with or without milliseconds.</summary>
    private static bool IsCalendar(ReadOnlySpan<byte> run)
    {
        if (run.Length is not (14 or 17) || run[0] != '2' || run[1] != '0')
            return false;
        Span<char> text = stackalloc char[14];
        for (var at = 0; at < 14; at++)
            text[at] = (char)run[at];
        return DateTime.TryParseExact(text, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }

    private static bool Starts(ReadOnlySpan<byte> run, string prefix)
    {
        for (var at = 0; at < prefix.Length; at++)
            if (run[at] != prefix[at])
                return false;
        return true;
    }
}
