using System.Globalization;
using FleetWatch.Explaining;
using FleetWatch.Reporting.Costs;

namespace FleetWatch.Reporting.Wording;

/// <summary>How numbers of a report are written in the reader's language.</summary>
internal sealed class Numbers(Words words)
{
    // Minor units of ISO 4217 that are not hundredths; what is not listed has two decimals.
    private static readonly Dictionary<string, int> Decimals = new()
    {
        ["BIF"] = 0, ["CLP"] = 0, ["DJF"] = 0, ["GNF"] = 0, ["ISK"] = 0, ["JPY"] = 0, ["KMF"] = 0, ["KRW"] = 0, ["PYG"] = 0, ["RWF"] = 0,
        ["UGX"] = 0, ["VND"] = 0, ["VUV"] = 0, ["XAF"] = 0, ["XOF"] = 0, ["XPF"] = 0,
        ["BHD"] = 3, ["IQD"] = 3, ["JOD"] = 3, ["KWD"] = 3, ["LYD"] = 3, ["OMR"] = 3, ["TND"] = 3,
    };

    public string Count(double count) => Math.Round(count).ToString("N0", words.Culture);

    /// <summary>A share as a percentage; never 100 % or 0 % where it is not quite.</summary>
    public string Percent(double? share, int decimals = 2)
    {
        if (share is not { } value)
            return words.Say("none");
        var rounded = Math.Round(value * 100, decimals);
        var step = Math.Pow(10, -decimals);
        rounded = value < 1 && rounded >= 100 ? 100 - step : value > 0 && rounded <= 0 ? step : rounded;
        return rounded.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), words.Culture) + "%";
    }

    /// <summary>A difference of rates in percentage points, with its sign.</summary>
    public string Points(double difference) =>
        words.Say("points", ("value", (difference * 100).ToString("+0.00;-0.00;0.00", words.Culture)));

    /// <summary>Minutes as hours and minutes; from a hundred hours on as hours.</summary>
    public string Span(double minutes) => minutes >= 6000
        ? words.Say("hours", ("hours", Count(minutes / 60)))
        : words.Say("hours-minutes", ("hours", Math.Floor(Math.Round(minutes) / 60)), ("minutes", (Math.Round(minutes) % 60).ToString("00", words.Culture)));

    public string Span(TimeSpan? span) => span is { } known ? Span(known.TotalMinutes) : words.Say("none");

    /// <summary>Amounts of every currency; a dash where there is none.</summary>
    public string Amounts(IReadOnlyList<Money> amounts)
    {
        var told = amounts.Where(money => money.Currency.Length > 0 && money.TotalMinor > 0).ToList();
        return told.Count == 0 ? words.Say("none") : words.List(told.Select(Amount));
    }

    private string Amount(Money money)
    {
        var decimals = Decimals.GetValueOrDefault(money.Currency, 2);
        return $"{money.Currency} {(money.TotalMinor / Math.Pow(10, decimals)).ToString("N0", words.Culture)}";
    }
}
