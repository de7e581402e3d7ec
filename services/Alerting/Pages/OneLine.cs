using System.Globalization;
using System.Text;

namespace FleetWatch.Alerting.Pages;

/// <summary>
/// Names of sites, merchants and people are data. Within a sentence they may not begin a line of their own, nor turn the direction in which the
/// rest is read, nor hide a character.
/// </summary>
internal static class OneLine
{
    /// <summary>The text on one line: control characters become spaces, format characters that nobody sees are dropped, but for joiners.</summary>
    public static string Of(string text)
    {
        if (!text.Any(IsUnseen))
            return text;
        var line = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!IsUnseen(c))
                line.Append(c);
            else if (char.GetUnicodeCategory(c) != UnicodeCategory.Format && line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }
        return line.ToString();
    }

    private static bool IsUnseen(char c) => c is not ('\u200c' or '\u200d') && char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
