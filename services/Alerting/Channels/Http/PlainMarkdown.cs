using System.Text;
using System.Text.RegularExpressions;
using FleetWatch.Alerting.Pages;

namespace FleetWatch.Alerting.Channels.Http;

/// <summary>
/// A page in the little Markdown that the robots of WeCom and DingTalk understand: headings, bold, links, quotes; WeCom shows the marks of lists as
/// they are. Neither knows an escape, so what would be Markdown or a tag within data is replaced by its full-width twin. The first line is what
/// a lock screen shows.
/// </summary>
internal static partial class PlainMarkdown
{
    public static string Lay(PageContent page, string lineBreak)
    {
        var text = new StringBuilder($"### {Safe(page.Subject)}{lineBreak}{Safe(page.Summary)}{lineBreak}");
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
        return Emphasis().Replace(safe.ToString(), marks => new string(marks.Value[0] == '_' ? '＿' : '～', marks.Length));
    }

    /// <summary>An underline within a word, as in many a terminal's number, is no mark.</summary>
    [GeneratedRegex(@"(?<!\w)_+|_+(?!\w)|~+")]
    private static partial Regex Emphasis();
}
