using System.Globalization;
using System.Net;
using System.Text;
using FleetWatch.Reporting.Wording;

namespace FleetWatch.Reporting.Html;

/// <summary>
/// A document as one HTML file that needs nothing beside it: styles stand at the elements, for mail clients drop style sheets; what a client may
/// drop (widths for phones and for paper) stands in one sheet and is missed by nobody. Tables scroll by themselves on a narrow screen.
/// </summary>
public static class HtmlMail
{
    private const string Ink = "#1b2733";
    private const string Grey = "#5b6b7b";
    private const string Line = "#d8dfe6";
    private const string Accent = "#0b5cad";

    private const string Sheet = ".wrap a{color:" + Accent + ";text-decoration:none}.wrap table.data td,.wrap table.data th{padding:3px 5px}.wrap table.data td{border-bottom:1px solid " + Line + "}"
        + "@media(max-width:640px){.wrap .fig{display:block!important;width:auto!important}.wrap{padding:12px!important}.wrap table.data,.wrap table.data tbody,.wrap table.data tr{display:block}"
        + ".wrap table.data tr.head{display:none}.wrap table.data tr{border-bottom:1px solid " + Line + ";padding:6px 0}.wrap table.data td{display:flex;justify-content:space-between;gap:12px;text-align:right!important;border:0!important;padding:2px 0!important}"
        + ".wrap table.data td:first-child{font-weight:600;text-align:left!important}.wrap table.data td::before{content:attr(data-label);color:" + Grey + ";text-align:left;flex:0 0 40%}.wrap table.data td:first-child::before{content:none}}"
        + "@media print{.wrap a{color:" + Ink + "!important;text-decoration:none!important}.wrap h2,.wrap h3{break-after:avoid}.wrap tr,.wrap .fig,.wrap .step{break-inside:avoid}.wrap{max-width:none!important;padding:0!important}}";

    public static string Of(Document document) =>
        $"<!doctype html>\n<html lang=\"{document.Language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        + $"<meta name=\"color-scheme\" content=\"light\"><title>{Safe(document.Title)}</title><style>@page{{size:A4;margin:14mm}}body{{margin:0}}</style></head>\n"
        + $"<body style=\"margin:0;background:#fff\">{Sheets(document)}</body></html>\n";

    /// <summary>The same as a part of a page: a white sheet with its style, whose headings begin at a level below the page's own.</summary>
    public static string Part(Document document) => Sheets(document).Replace("<h2", "<h3", StringComparison.Ordinal).Replace("</h2>", "</h3>", StringComparison.Ordinal)
        .Replace("<h1", "<h2", StringComparison.Ordinal).Replace("</h1>", "</h2>", StringComparison.Ordinal);

    private static string Sheets(Document document)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<style>{Sheet}</style><div class=\"wrap\" lang=\"{document.Language}\" style=\"max-width:900px;margin:0 auto;padding:24px;background:#fff;color:{Ink};")
            .Append("font:15px/1.45 -apple-system,'Segoe UI',Roboto,'PingFang SC','Microsoft YaHei','Noto Sans SC',sans-serif\">\n")
            .Append(CultureInfo.InvariantCulture, $"<h1 style=\"font-size:24px;line-height:1.25;margin:0 0 4px\">{Safe(document.Title)}</h1><p style=\"margin:0 0 16px;color:{Grey}\">{Safe(document.Subtitle)}</p>\n");
        foreach (var block in document.Blocks)
            Add(html, block);
        return html.Append("</div>").ToString();
    }

    private static void Add(StringBuilder html, Block block)
    {
        switch (block)
        {
            case Heading heading:
                html.Append(CultureInfo.InvariantCulture, $"<h2 style=\"font-size:18px;margin:28px 0 8px;border-bottom:2px solid {Accent};padding-bottom:4px\">{Safe(heading.Text)}</h2>\n");
                break;
            case Paragraph paragraph:
                html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:8px 0;{ToneOf(paragraph.Tone)}\">{Safe(paragraph.Text)}</p>\n");
                break;
            case Figures figures:
                Add(html, figures);
                break;
            case Table table:
                Add(html, table);
                break;
            case DayChart chart:
                html.Append(SvgChart.Of(chart));
                break;
            case Steps steps:
                Add(html, steps);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static void Add(StringBuilder html, Figures figures)
    {
        html.Append("<table role=\"presentation\" cellspacing=\"0\" cellpadding=\"0\" style=\"width:100%;border-collapse:collapse;margin:12px 0\"><tr>");
        foreach (var figure in figures.Items)
            html.Append(CultureInfo.InvariantCulture, $"<td class=\"fig\" style=\"width:{100 / figures.Items.Count}%;vertical-align:top;padding:10px 12px;border:1px solid {Line}\">")
                .Append(CultureInfo.InvariantCulture, $"<div style=\"color:{Grey};font-size:13px\">{Safe(figure.Label)}</div><div style=\"font-size:26px;font-weight:700;line-height:1.3\">{Linked(figure.Value, figure.Link)}</div>")
                .Append(CultureInfo.InvariantCulture, $"<div style=\"font-size:13px\">{Safe(figure.Detail)}</div></td>");
        html.Append("</tr></table>\n");
    }

    private static void Add(StringBuilder html, Table table)
    {
        var whole = table.Columns.Sum(column => column.Share);
        html.Append("<table class=\"data\" cellspacing=\"0\" cellpadding=\"5\" style=\"width:100%;border-collapse:collapse;font-size:13px;margin:8px 0\"><tr class=\"head\">");
        foreach (var column in table.Columns)
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\" style=\"width:{100 * column.Share / whole:0}%;text-align:{(column.Number ? "right" : "left")};border-bottom:1px solid {Ink};color:{Grey}\">{Safe(column.Title)}</th>");
        html.Append("</tr>\n");
        foreach (var row in table.Rows)
        {
            html.Append("<tr valign=\"top\">");
            foreach (var (cell, column) in row.Zip(table.Columns))
                html.Append(CultureInfo.InvariantCulture, $"<td{(column.Number ? " align=\"right\"" : "")} data-label=\"{Safe(column.Title)}\"><span>{Plain(cell)}</span></td>");
            html.Append("</tr>\n");
        }
        html.Append("</table>\n");
    }

    private static void Add(StringBuilder html, Steps steps)
    {
        html.Append("<ol style=\"margin:8px 0;padding-left:24px\">\n");
        foreach (var step in steps.Items)
            html.Append(CultureInfo.InvariantCulture, $"<li class=\"step\" style=\"margin:0 0 10px\"><b>{Linked(step.What, step.Link)}</b><br>{Safe(step.How)}<br><span style=\"color:{Grey}\">{Safe(step.Saves)}</span></li>\n");
        html.Append("</ol>\n");
    }

    private static string ToneOf(Tone tone) => tone switch
    {
        Tone.Warning => "background:#fff4d6;border-left:4px solid #c98a00;padding:8px 12px",
        Tone.Note => $"color:{Grey};font-size:13px",
        _ => "",
    };

    private static string Linked(string text, string? link) =>
        link is null ? Safe(text) : $"<a href=\"{Safe(link)}\" style=\"color:{Accent};text-decoration:none\">{Safe(text)}</a>";

    // Cells are many, and a mail beyond 100 kB is cut off by some clients: their style is the sheet's and the attributes'.
    private static string Plain(Cell cell) => cell.Link is null ? Safe(cell.Text) : $"<a href=\"{Safe(cell.Link)}\">{Safe(cell.Text)}</a>";

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
