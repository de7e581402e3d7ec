namespace FleetWatch.Iso8583.Codes;

/// <summary>DE49 (ISO 4217 numeric) as the alphabetic code that events carry.</summary>
public static class Currencies
{
    private static readonly Dictionary<int, string> ByNumber = CodeFile.Read("currencies.csv", "number", "code")
        .ToDictionary(row => int.Parse(row["number"], System.Globalization.CultureInfo.InvariantCulture), row => row["code"]);

    private static readonly HashSet<string> Codes = [.. ByNumber.Values];

    /// <returns>The alphabetic code; null where the number is not known.</returns>
    public static string? Find(int number) => ByNumber.GetValueOrDefault(number);

    /// <returns>Whether this is an alphabetic code of ISO 4217.</returns>
    public static bool IsCode(string text) => Codes.Contains(text);
}
