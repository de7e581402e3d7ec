namespace FleetWatch.Iso8583.Codes;

/// <summary>DE22 by scheme and version: its first two digits, in ISO 8583:1993 the seventh character (card data input mode).</summary>
public static class EntryModes
{
    private static readonly Dictionary<(string Scheme, string Code), EntryMode> Known = CodeFile
        .Read("entry-modes.csv", "scheme", "code", "mode", "kind", "en", "zh")
        .ToDictionary(row => (row["scheme"], row["code"]), row => new EntryMode(row["mode"], row["kind"], row["en"], row["zh"]));

    /// <summary>The fallback from chip to stripe.</summary>
    public static EntryMode Fallback { get; } = Known[(ResponseCodes.Standard, "80")];

    /// <returns>The entry mode; null where no table knows it.</returns>
    public static EntryMode? Find(string scheme, string code) =>
        Known.GetValueOrDefault((scheme, code)) ?? (scheme == "iso-1993" ? null : Known.GetValueOrDefault((ResponseCodes.Standard, code)));
}
