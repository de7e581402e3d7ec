namespace FleetWatch.Iso8583.Codes;

/// <summary>DE49 (ISO 4217 numeric) as the alphabetic code that events carry.</summary>
public static class Currencies
{
    private static readonly Dictionary<int, string> ByNumber = CodeFile.Read("currencies.csv", "number", "code")
        .ToDictionary(row => int.Parse(row["number"], System.Globalization.CultureInfo.InvariantCulture), row => row["code"]);

    private static readonly Dictionary<string, int> Numbers = ByNumber.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <returns>The alphabetic code; null where the number is not known.</returns>
    public static string? Find(int number) => ByNumber.GetValueOrDefault(number);

    /// <returns>The number of an alphabetic code; null where there is none.</returns>
    public static int? Number(string code) => Numbers.TryGetValue(code, out var number) ? number : null;

    /// <returns>Whether this is an alphabetic code of ISO 4217.</returns>
    public static bool IsCode(string text) => Numbers.ContainsKey(text);
}
