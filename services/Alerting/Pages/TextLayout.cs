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
            foreach (var item in section.Items())
                text.Append(item).Append('\n');
        }
        foreach (var action in page.Actions)
            text.Append('\n').Append(action.Label).Append(": ").Append(action.Url).Append('\n');
        // The line that mail readers take for the beginning of a signature.
        text.Append("\n-- \n");
        foreach (var line in page.Footer)
            text.Append(line).Append('\n');
        return text.ToString();
    }
}
