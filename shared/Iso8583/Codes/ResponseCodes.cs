namespace FleetWatch.Iso8583.Codes;

/// <summary>
/// DE39 by scheme and version. Meanings after ISO 8583:1987 and :1993 and UnionPay's public lists, in our own words. A scheme's own
/// row counts before the row of <see cref="Standard"/>.
/// </summary>
public static class ResponseCodes
{
    /// <summary>The scheme that the others build upon.</summary>
    public const string Standard = "iso-1987";
    private static readonly Dictionary<(string Scheme, string Code), ResponseCode> Known = CodeFile
        .Read("response-codes.csv", "scheme", "code", "family", "as87", "en", "zh")
        .ToDictionary(row => (row["scheme"], row["code"]),
            row => new ResponseCode(row["code"], Enum.Parse<CodeFamily>(row["family"], ignoreCase: true), row["as87"], row["en"], row["zh"]));

    /// <returns>The meaning of a code; null where no table knows it.</returns>
    public static ResponseCode? Find(string scheme, string code) =>
        Known.GetValueOrDefault((scheme, code)) ?? (scheme == "iso-1993" ? null : Known.GetValueOrDefault((Standard, code)));

    /// <summary>All that one scheme's own table has.</summary>
    public static IEnumerable<ResponseCode> Of(string scheme) => Known.Where(known => known.Key.Scheme == scheme).Select(known => known.Value);
}
