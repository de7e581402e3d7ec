using System.Net;
using System.Text;
using FleetWatch.Contracts;

namespace FleetWatch.Alerting.Pages;

/// <summary>A page as HTML that mail readers show alike: one column, styles in place, nothing fetched from anywhere.</summary>
internal static class HtmlLayout
{
    private const string Body = "margin:0;padding:16px;background:#ffffff;color:#1b1f24;font:16px/1.5 -apple-system,'Segoe UI',Roboto,'PingFang SC','Microsoft YaHei',sans-serif";

    /// <summary>Only where a reader asks for it: one that knows no media query shows the light page.</summary>
    private const string Dark = "@media (prefers-color-scheme:dark){body{background:#0d1117 !important;color:#e6edf3 !important}"
        + ".f{border-color:#30363d !important;color:#9198a1 !important}.b{background:#0d1117 !important;color:#6ea8fe !important;border-color:#6ea8fe !important}}";

    public static string Lay(PageContent page, Severity severity, string language)
    {
        var html = new StringBuilder();
        Line(html, $"<!DOCTYPE html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">");
        Line(html, $"<title>{Safe(page.Subject)}</title><style>{Dark}</style></head>\n<body style=\"{Body}\"><div style=\"max-width:640px;overflow-wrap:anywhere\">");
        // What a list of mails shows beside the subject is the beginning of the text: not the subject once more.
        if (page.Preview.Length > 0)
            Line(html, $"<div style=\"display:none;max-height:0;overflow:hidden\">{Safe(page.Preview)}</div>");
        Line(html, $"<h1 style=\"margin:0 0 8px;padding:0 0 0 12px;border-left:6px solid {Colour(severity)};font-size:20px\">{Safe(page.Headline)}</h1>");
        Line(html, $"<p style=\"margin:0 0 16px\">{Safe(page.Summary)}</p>");
        if (page.Actions.Count > 0)
            Append(html, page.Actions);
        foreach (var section in page.Sections)
            Append(html, section);
        html.Append("<p class=\"f\" style=\"margin:24px 0 0;padding:8px 0 0;border-top:1px solid #d0d7de;color:#59636e;font-size:13px\">")
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
            Line(html, $"<a class=\"{(n == 0 ? "a" : "b")}\" href=\"{Safe(actions[n].Url)}\" style=\"display:inline-block;margin:0 8px 8px 0;padding:10px 16px;border:1px solid #0b57d0;border-radius:6px;text-decoration:none;{colours}\">{Safe(actions[n].Label)}</a>");
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
