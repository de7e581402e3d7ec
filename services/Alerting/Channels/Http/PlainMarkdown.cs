using System.Text;
using FleetWatch.Alerting.Pages;

namespace FleetWatch.Alerting.Channels.Http;

/// <summary>
/// A page in the little Markdown that the robots of WeCom and DingTalk understand. Neither knows an escape, so what would be Markdown or
/// a tag within data is replaced by its full-width twin.
/// </summary>
internal static class PlainMarkdown
{
    public static string Lay(PageContent page, string lineBreak)
    {
        var text = new StringBuilder($"### {Safe(page.Headline)}{lineBreak}{Safe(page.Summary)}{lineBreak}");
        if (page.Actions.Count > 0)
            text.AppendJoin(" | ", page.Actions.Select(action => $"[{Safe(action.Label)}]({action.Url})")).Append(lineBreak);
        foreach (var section in page.Sections)
        {
            text.Append(lineBreak).Append("**").Append(Safe(section.Title)).Append("**").Append(lineBreak);
            foreach (var item in section.Items())
                text.Append(Safe(item)).Append(lineBreak);
        }
        foreach (var line in page.Footer)
            text.Append(lineBreak).Append("> ").Append(Safe(line));
        return text.ToString();
    }

    private static string Safe(string text)
    {
        var safe = new StringBuilder(text);
        foreach (var (mark, twin) in new[] { ('<', '＜'), ('>', '＞'), ('[', '［'), (']', '］'), ('*', '＊'), ('`', '｀'), ('#', '＃') })
            safe.Replace(mark, twin);
        return safe.ToString();
    }
}
