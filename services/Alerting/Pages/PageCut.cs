using System.Buffers;
using System.Globalization;
using System.Text;

namespace FleetWatch.Alerting.Pages;

/// <summary>Makes texts fit what a channel takes, at places where a reader stops anyway.</summary>
internal static class PageCut
{
    private const string Ellipsis = "…";

    /// <summary>What a line costs besides its own text: its place in the channel's format.</summary>
    private const int LineCost = 8;

    private const string Marks = " .,;。，；、：";

    private static readonly SearchValues<char> Stops = SearchValues.Create(Marks);

    public static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>
    /// The page with as many lines as fit, whole ones, from the top: what to do comes before why. Summary and footer stay.
    /// </summary>
    public static PageContent To(PageContent page, int limit, Func<string, int> measure)
    {
        var left = limit - measure(page.Headline) - measure(page.Summary) - page.Footer.Sum(measure)
            - page.Actions.Sum(action => measure(action.Label) + measure(action.Url) + LineCost) - 8 * LineCost;
        var sections = new List<PageSection>();
        foreach (var section in page.Sections)
        {
            left -= measure(section.Title) + LineCost;
            var kept = section.Lines.TakeWhile(line => (left -= measure(line) + LineCost) >= 0).ToList();
            if (kept.Count > 0)
                sections.Add(section with { Lines = kept.Count == section.Lines.Count ? kept : [.. kept, Ellipsis] });
            if (kept.Count < section.Lines.Count)
                break;
        }
        return page with { Sections = sections };
    }

    /// <summary>The text, or its beginning up to the end of a word or clause, and an ellipsis. Never half a character.</summary>
    public static string Text(string text, int limit, Func<string, int> measure, string ellipsis = Ellipsis)
    {
        if (measure(text) <= limit)
            return text;
        var elements = StringInfo.ParseCombiningCharacters(text);
        var fits = elements.Length - 1;
        while (fits > 0 && measure(text[..elements[fits]] + ellipsis) > limit)
            fits--;
        var head = text[..elements[fits]];
        var stop = head.AsSpan().LastIndexOfAny(Stops);
        return (stop > head.Length * 2 / 3 ? head[..stop] : head).TrimEnd(Marks.ToCharArray()) + ellipsis;
    }
}
