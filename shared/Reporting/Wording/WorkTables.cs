using FleetWatch.Contracts;
using FleetWatch.Explaining;
using FleetWatch.Reporting.Weekly;

namespace FleetWatch.Reporting.Wording;

/// <summary>How fast people were, and how often they were paged.</summary>
internal static class WorkTables
{
    public static IEnumerable<Block> Blocks(Parts parts)
    {
        var repair = parts.Report.Repair;
        if (!parts.Report.HasData || repair.Incidents == 0)
            yield break;
        yield return new Heading(parts.Words.Say("heading.repair"));
        yield return new Paragraph(parts.Words.Say("repair.of", ("count", parts.Numbers.Count(repair.Incidents)), ("open", parts.Numbers.Count(repair.StillOpen))));
        yield return new Table([new(parts.Words.Say("column.step"), 40), new(parts.Words.Say("column.median"), 20, true), new(parts.Words.Say("column.mean"), 20, true), new(parts.Words.Say("column.measured"), 20, true)],
            [Row(parts, "detect", repair.Detect), Row(parts, "acknowledge", repair.Acknowledge), Row(parts, "repair", repair.Repair)]);
        if (parts.Report.Pages.Count == 0)
            yield break;
        yield return new Heading(parts.Words.Say("heading.pages"));
        yield return new Table([new(parts.Words.Say("column.recipient"), 40), new(parts.Words.Say("column.pages"), 20, true), new(parts.Words.Say("column.noise"), 20, true), new(parts.Words.Say("column.rated"), 20, true)],
            [.. parts.Report.Pages.Select(IReadOnlyList<Cell> (page) =>
            [
                new(Recipient(parts, page.Recipient)), new(parts.Numbers.Count(page.Pages), parts.Links.Incidents()), new(parts.Numbers.Count(page.Noise)), new(parts.Numbers.Count(page.Rated)),
            ])]);
        if (parts.Report.Pages.All(page => page.Rated == 0))
            yield return new Paragraph(parts.Words.Say("pages.unrated"), Tone.Note);
    }

    // Where nobody is set up, an audience stands in for its people.
    private static string Recipient(Parts parts, string recipient) =>
        Enum.TryParse<Audience>(recipient, out var audience) ? parts.Words.Audience(audience) : recipient;

    private static IReadOnlyList<Cell> Row(Parts parts, string name, TimeFacts times) =>
        [new(parts.Words.Say($"repair.{name}")), new(parts.Numbers.Span(times.Median)), new(parts.Numbers.Span(times.Mean)), new(parts.Numbers.Count(times.Count), parts.Links.Incidents())];
}
