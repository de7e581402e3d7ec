using FleetWatch.Contracts;
using FleetWatch.Explaining;
using FleetWatch.Reporting.Statistics;
using FleetWatch.Reporting.Weekly;

namespace FleetWatch.Reporting.Wording;

/// <summary>Where it went wrong: sites, terminals, those that do so again and again, and software.</summary>
internal static class PlaceTables
{
    private const int VersionsListed = 8;

    public static IEnumerable<Block> Blocks(Parts parts)
    {
        if (!parts.Report.HasData)
            yield break;
        foreach (var block in Places(parts, "sites", parts.Report.Sites).Concat(Places(parts, "terminals", parts.Report.Terminals)))
            yield return block;
        yield return new Paragraph(parts.Words.Say("places.method"), Tone.Note);
        yield return new Heading(parts.Words.Say("heading.offenders", ("span", Span(parts))));
        if (parts.Report.Offenders.Count == 0)
            yield return new Paragraph(parts.Words.Say("offenders.none"));
        else
            yield return Offenders(parts);
        foreach (var block in Software(parts))
            yield return block;
    }

    private static IEnumerable<Block> Places(Parts parts, string name, IReadOnlyList<PlaceFacts> places)
    {
        yield return new Heading(parts.Words.Say($"heading.{name}"));
        if (places.Count == 0)
            yield return new Paragraph(parts.Words.Say($"{name}.none"));
        else
            yield return new Table([new(parts.Words.Say("column.place"), 20), new(parts.Words.Say("column.why"), 34), .. parts.CostColumns()],
                [.. places.Select(IReadOnlyList<Cell> (place) =>
                [
                    new(parts.ShortPlace(place.Scope), parts.Links.Place(place.Scope)),
                    new(Why(parts, place)),
                    .. parts.CostCells(place.Cost, parts.Links.FailuresAt(place.Scope), parts.Links.HeardAt(place.Scope)),
                ])]);
    }

    private static string Why(Parts parts, PlaceFacts place) => place.Causes.Count > 0
        ? parts.Causes(place.Causes)
        : parts.Words.Say("places.factor", ("factor", parts.Words.Number(place.Factor)), ("low", parts.Words.Number(place.FactorLow)), ("high", parts.Words.Number(place.FactorHigh)),
            ("attempts", parts.Numbers.Count(place.Attempts)));

    private static string Span(Parts parts) => (parts.Report.To - parts.Report.OffendersSince).TotalDays > 27
        ? parts.Words.Say("offenders.four-weeks")
        : parts.Words.Say("offenders.since", ("at", parts.Moment(parts.Report.OffendersSince)));

    private static Table Offenders(Parts parts) => new(
        [new(parts.Words.Say("column.place"), 20), new(parts.Words.Say("column.incidents"), 12, true), new(parts.Words.Say("column.why"), 30), .. parts.CostColumns()],
        [.. parts.Report.Offenders.Select(IReadOnlyList<Cell> (one) =>
        [
            new(parts.Place(one.Scope), parts.Links.Place(one.Scope)),
            new(parts.Numbers.Count(one.Incidents) + (one.Reopened > 0 ? " " + parts.Words.Say("offenders.reopened", ("count", one.Reopened)) : "")),
            new(parts.Causes(one.Causes)),
            .. parts.CostCells(one.Cost, parts.Links.FailuresAt(one.Scope), parts.Links.HeardAt(one.Scope)),
        ])]);

    private static IEnumerable<Block> Software(Parts parts)
    {
        var software = parts.Report.Software;
        yield return new Heading(parts.Words.Say("heading.software"));
        yield return new Paragraph(software.Known == 0 ? parts.Words.Say("software.unknown") : parts.Words.Say("software.share",
            ("share", parts.Numbers.Percent(software.Newest / (double)software.Known, 1)), ("newest", parts.Numbers.Count(software.Newest)), ("known", parts.Numbers.Count(software.Known))));
        if (software.Outdated.Count > 0)
            yield return new Table([new(parts.Words.Say("column.version"), 24), new(parts.Words.Say("column.terminals"), 12, true), new(parts.Words.Say("column.against"), 34), .. parts.CostColumns()],
                [.. software.Outdated.Take(VersionsListed).Select(IReadOnlyList<Cell> (one) =>
                [
                    new($"{one.Model} {one.Version} → {one.Newest}", parts.Links.Place(new Scope(ScopeKind.Version, $"{one.Model}/{one.Version}"))),
                    new(parts.Numbers.Count(one.Terminals)),
                    new(Against(parts, one)),
                    .. parts.CostCells(one.Cost, parts.Links.Incidents("outdated-software"), parts.Links.Incidents("outdated-software")),
                ])]);
    }

    private static string Against(Parts parts, VersionFacts one)
    {
        var verdict = one.Against.Verdict == ChangeVerdict.Fell ? ChangeVerdict.WithinNoise : one.Against.Verdict;
        return parts.Words.Say($"against.{verdict}", ("old", parts.Numbers.Percent(one.Attempts == 0 ? null : one.Technical / (double)one.Attempts)), ("attempts", parts.Numbers.Count(one.Attempts)),
            ("newest", parts.Numbers.Percent(one.NewestAttempts == 0 ? null : one.NewestTechnical / (double)one.NewestAttempts)), ("others", parts.Numbers.Count(one.NewestAttempts)),
            ("sure", Words.Percent(one.Against.Confidence)));
    }
}
