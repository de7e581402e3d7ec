using FleetWatch.Explaining;
using FleetWatch.Reporting.Weekly;

namespace FleetWatch.Reporting.Wording;

/// <summary>What went wrong: causes with what they cost, the incidents behind them, and what the customers' cards said.</summary>
internal static class TroubleTables
{
    private const int CausesListed = 10;
    private const int IncidentsListed = 12;

    public static IEnumerable<Block> Blocks(Parts parts)
    {
        if (!parts.Report.HasData)
            yield break;
        yield return new Heading(parts.Words.Say("heading.causes"));
        if (parts.Report.Causes.Count == 0)
        {
            yield return new Paragraph(parts.Words.Say("causes.none"));
        }
        else
        {
            yield return Causes(parts);
            yield return new Heading(parts.Words.Say("heading.incidents"));
            yield return Incidents(parts);
        }
        yield return new Paragraph(parts.Words.Say("causes.unexplained", ("failures", parts.Numbers.Count(parts.Report.Unexplained.Failures)),
            ("share", parts.Numbers.Percent(parts.Report.Technical.Attempts == 0 ? null : parts.Report.Unexplained.Failures / (double)parts.Report.Technical.Attempts)),
            ("silent", parts.Numbers.Span(parts.Report.Unexplained.SilentMinutes))), Tone.Note);
        if (parts.Report.BadCards > 0)
            yield return new Paragraph(parts.Words.Say("causes.cards", ("count", parts.Numbers.Count(parts.Report.BadCards))), Tone.Note);
        if (parts.Report.Families.Count == 0)
            yield break;
        yield return new Heading(parts.Words.Say("heading.families"));
        yield return Families(parts);
    }

    private static Table Causes(Parts parts) => new([new(parts.Words.Say("column.cause"), 34), new(parts.Words.Say("column.incidents"), 13, true), .. parts.CostColumns()],
        [.. parts.Report.Causes.Take(CausesListed).Select(IReadOnlyList<Cell> (cause) =>
        [
            new(parts.Words.Cause(cause.Cause), parts.Links.Incidents(cause.Cause)),
            new(parts.Numbers.Count(cause.Incidents.Count), parts.Links.Incidents(cause.Cause)),
            .. parts.CostCells(cause.Cost, parts.Links.Incidents(cause.Cause), parts.Links.Incidents(cause.Cause)),
        ])]);

    private static Table Incidents(Parts parts) => new([new(parts.Words.Say("column.incident"), 36), new(parts.Words.Say("column.when"), 20), .. parts.CostColumns()],
        [.. parts.Report.Causes.SelectMany(cause => cause.Incidents).OrderByDescending(one => one.Cost.TurnedAway).ThenBy(one => one.Id, StringComparer.Ordinal).Take(IncidentsListed)
            .Select(IReadOnlyList<Cell> (one) =>
            [
                new(parts.Words.Say("headline", ("cause", parts.Words.Cause(one.Cause)), ("place", parts.Place(one.Scope))), parts.Links.Incident(one.Id)),
                new(one.ResolvedAt is { } end ? $"{parts.Moment(one.StartedAt)} – {parts.Moment(end)}" : Lasting(parts, one)),
                .. parts.CostCells(one.Cost, parts.Links.Incident(one.Id), parts.Links.Incident(one.Id)),
            ])]);

    // Whether it lasts nobody knows who has not looked: what is known is when it last showed.
    private static string Lasting(Parts parts, IncidentFacts one) => one.LastSeenAt is { } last
        ? parts.Words.Say("since", ("at", parts.Moment(one.StartedAt)), ("last", parts.Moment(last)))
        : parts.Words.Say("since-unseen", ("at", parts.Moment(one.StartedAt)));

    private static Table Families(Parts parts) => new(
        [new(parts.Words.Say("column.family"), 46), new(parts.Words.Say("column.whose"), 20), new(parts.Words.Say("column.count"), 17, true), new(parts.Words.Say("column.of-all"), 17, true)],
        [.. parts.Report.Families.Select(IReadOnlyList<Cell> (family) =>
        [
            new(parts.Words.Find($"family.{family.Family}") ?? family.Family),
            new(parts.Words.Say(family.Everyday ? "whose.card" : "whose.ours")),
            new(parts.Numbers.Count(family.Failures), parts.Links.Failures(family.Family)),
            new(parts.Numbers.Percent(family.Failures / (double)parts.Report.Failures.Failures, 1)),
        ])]);
}
