using System.Globalization;
using System.Net;
using System.Text;
using FleetWatch.Reporting.Wording;

namespace FleetWatch.Reporting.Html;

/// <summary>Bars by day as inline SVG, with their numbers as text in it and the whole in words beside it.</summary>
internal static class SvgChart
{
    // Drawn for a phone's width, where the letters must still be read.
    private const int Width = 420;
    private const int Height = 165;
    private const int Highest = 100;

    public static string Of(DayChart chart)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:8px 0 2px;font-size:13px;color:#5b6b7b\">{Safe(chart.Title)}</p><svg role=\"img\" aria-label=\"{Safe(chart.Alternative)}\" viewBox=\"0 0 {Width} {Height}\" width=\"100%\" ")
            .Append("xmlns=\"http://www.w3.org/2000/svg\" style=\"max-width:560px;height:auto;display:block\">")
            .Append(CultureInfo.InvariantCulture, $"<title>{Safe(chart.Alternative)}</title>");
        var step = Width / (double)chart.Bars.Count;
        for (var at = 0; at < chart.Bars.Count; at++)
            Add(svg, chart, chart.Bars[at], (at + 0.5) * step, step);
        return svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"0\" y1=\"125\" x2=\"{Width}\" y2=\"125\" stroke=\"#1b2733\"/></svg>\n").ToString();
    }

    private static void Add(StringBuilder svg, DayChart chart, DayBar bar, double middle, double step)
    {
        var height = (bar.Share ?? 0) * Highest;
        if (bar.Share is not null)
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{middle - (step * 0.3):0.#}\" y=\"{125 - height:0.#}\" width=\"{step * 0.6:0.#}\" height=\"{height:0.#}\" fill=\"#0b5cad\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{middle:0.#}\" y=\"{120 - height:0.#}\" text-anchor=\"middle\" font-size=\"13\" fill=\"#1b2733\">{Safe(bar.Share is null ? chart.GapName : bar.Value)}</text>");
        foreach (var (line, part) in bar.Day.Split(' ', 2).Index())
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{middle:0.#}\" y=\"{142 + (line * 16)}\" text-anchor=\"middle\" font-size=\"13\" fill=\"#5b6b7b\">{Safe(part)}</text>");
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
