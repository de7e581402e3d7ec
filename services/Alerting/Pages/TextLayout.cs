using System.Text;

namespace FleetWatch.Alerting.Pages;

/// <summary>A page as plain text.</summary>
internal static class TextLayout
{
    public static string Lay(PageContent page)
    {
        var text = new StringBuilder().Append(page.Headline).Append("\n\n").Append(page.Summary).Append('\n');
        foreach (var section in page.Sections)
        {
            text.Append('\n').Append(section.Title).Append('\n');
            for (var n = 0; n < section.Lines.Count; n++)
                text.Append(section.Numbered ? $"{n + 1}. " : "- ").Append(section.Lines[n]).Append('\n');
        }
        if (page.Link is not null)
            text.Append('\n').Append(page.Link).Append('\n');
        // The line that mail readers take for the beginning of a signature.
        text.Append("\n-- \n");
        foreach (var line in page.Footer)
            text.Append(line).Append('\n');
        return text.ToString();
    }
}
