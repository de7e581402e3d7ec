using System.Globalization;

namespace FleetWatch.Dashboard.Board;

/// <summary>Amounts as people read them.</summary>
internal static class Money
{
    // ISO 4217 minor units that are not 2.
    private static readonly Dictionary<string, int> Digits = new()
    {
        ["BHD"] = 3, ["IQD"] = 3, ["JOD"] = 3, ["KWD"] = 3, ["LYD"] = 3, ["OMR"] = 3, ["TND"] = 3,
        ["BIF"] = 0, ["CLP"] = 0, ["DJF"] = 0, ["GNF"] = 0, ["ISK"] = 0, ["JPY"] = 0, ["KMF"] = 0, ["KRW"] = 0, ["PYG"] = 0, ["RWF"] = 0, ["UGX"] = 0, ["VND"] = 0, ["VUV"] = 0, ["XAF"] = 0, ["XOF"] = 0, ["XPF"] = 0,
    };

    /// <summary>In whole units with the currency's code, for sums; to the minor unit for a single amount.</summary>
    public static string Say(long minor, string currency, CultureInfo culture, bool whole = true)
    {
        var digits = Digits.GetValueOrDefault(currency, 2);
        var amount = minor / (decimal)Math.Pow(10, digits);
        return $"{amount.ToString(whole ? "N0" : $"N{digits}", culture)} {currency}";
    }

    public static string Say(IReadOnlyDictionary<string, long> amounts, CultureInfo culture) => amounts.Count == 0 ? "0"
        : string.Join(" + ", amounts.OrderByDescending(amount => amount.Value).Select(amount => Say(amount.Value, amount.Key, culture)));
}
