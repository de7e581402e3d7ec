using System.Net;
using System.Text;
using FleetWatch.Contracts;

namespace FleetWatch.Alerting.Pages;

/// <summary>A page as HTML that mail readers show alike: one column, styles in place, nothing fetched from anywhere.</summary>
internal static class HtmlLayout
{
    private const string Body = "margin:0;padding:16px;background:#ffffff;color:#1b1f24;font:16px/1.5 -apple-system,'Segoe UI',Roboto,'PingFang SC','Microsoft YaHei',sans-serif";

    public static string Lay(PageContent page, Severity severity, string language)
    {
        var html = new StringBuilder();
        Line(html, $"<!DOCTYPE html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
        Line(html, $"<title>{Safe(page.Subject)}</title></head>\n<body style=\"{Body}\"><div style=\"max-width:640px\">");
        Line(html, $"<h1 style=\"margin:0 0 8px;padding:0 0 0 12px;border-left:6px solid {Colour(severity)};font-size:20px\">{Safe(page.Headline)}</h1>");
        Line(html, $"<p style=\"margin:0 0 16px\">{Safe(page.Summary)}</p>");
        if (page.Actions.Count > 0)
            Append(html, page.Actions);
        foreach (var section in page.Sections)
            Append(html, section);
        html.Append("<p style=\"margin:24px 0 0;padding:8px 0 0;border-top:1px solid #d0d7de;color:#59636e;font-size:13px\">")
            .AppendJoin("<br>", page.Footer.Select(Safe))
            .Append("</p>\n</div></body></html>\n");
        return html.ToString();
    }

    private static void Append(StringBuilder html, PageSection section)
    {
        var list = section.Numbered ? "ol" : "ul";
        Line(html, $"<h2 style=\"margin:16px 0 4px;font-size:16px\">{Safe(section.Title)}</h2>\n<{list} style=\"margin:0;padding-left:24px\">");
        foreach (var line in section.Lines)
            Line(html, $"<li>{Safe(line)}</li>");
        Line(html, $"</{list}>");
    }

    /// <summary>Above the explanation, large enough for a thumb.</summary>
    private static void Append(StringBuilder html, IReadOnlyList<PageAction> actions)
    {
        html.Append("<p style=\"margin:0 0 16px\">");
        for (var n = 0; n < actions.Count; n++)
        {
            var colours = n == 0 ? "background:#0b57d0;color:#ffffff" : "background:#ffffff;color:#0b57d0";
            Line(html, $"<a href=\"{Safe(actions[n].Url)}\" style=\"display:inline-block;margin:0 8px 8px 0;padding:10px 16px;border:1px solid #0b57d0;border-radius:6px;text-decoration:none;{colours}\">{Safe(actions[n].Label)}</a>");
        }
        html.Append("</p>\n");
    }

    private static void Line(StringBuilder html, string line) => html.Append(line).Append('\n');

    private static string Colour(Severity severity) => severity switch
    {
        Severity.Critical => "#b3001b",
        Severity.Major => "#c4550b",
        Severity.Minor => "#8a6d00",
        _ => "#3d5a80",
    };

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
