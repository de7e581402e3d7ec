using FleetWatch.Alerting.Deliveries;
using FleetWatch.Contracts;
using FleetWatch.Incidents;

namespace FleetWatch.Alerting.Pages;

/// <summary>The words of a page about one incident.</summary>
internal static class IncidentPage
{
    private const int NamedSymptoms = 4;
    private const int NamedPeers = 3;

    public static PageContent Write(Delivery page, Words words, string? link)
    {
        var incident = page.Incident;
        var over = page.Kind is PageKind.Resolved or PageKind.Merged;
        IEnumerable<PageSection?> sections = over
            ? [Seen(page, words)]
            : [Steps(incident, words), Seen(page, words), Peers(incident, words), Otherwise(incident, words), Terminals(incident, words)];
        return new PageContent
        {
            Subject = Subject(page, words),
            Headline = words.Say("headline", ("cause", words.Cause(incident.Cause)), ("place", words.Place(incident.Scope))),
            Summary = Summary(page, words),
            Sections = [.. sections.OfType<PageSection>().Where(section => section.Lines.Count > 0)],
            Footer =
            [
                words.Say("footer.incident", ("id", incident.Id), ("zone", words.Zone)),
                words.Say("footer.why", ("reason", words.Say($"reason.{page.Reason}"))),
            ],
            Link = link?.Replace("{id}", Uri.EscapeDataString(incident.Id), StringComparison.Ordinal),
        };
    }

    /// <summary>What, where, since when, how sure.</summary>
    public static string Subject(Delivery page, Words words) => words.Say($"subject.{page.Kind}",
        ("severity", words.Severity(page.Incident.Severity)),
        ("cause", words.Cause(page.Incident.Cause)),
        ("place", words.Place(page.Incident.Scope)),
        ("since", words.Time(page.Incident.StartedAt, page.DecidedAt)),
        ("until", words.Time(page.Incident.ResolvedAt ?? page.DecidedAt, page.DecidedAt)),
        ("sure", Words.Percent(page.Incident.Confidence)));

    private static string Summary(Delivery page, Words words) => words.Say($"summary.{Ending(page) ?? $"{page.Kind}"}",
        ("since", words.Time(page.Incident.StartedAt, page.DecidedAt)),
        ("until", words.Time(page.Incident.ResolvedAt ?? page.DecidedAt, page.DecidedAt)),
        ("sure", Words.Percent(page.Incident.Confidence)),
        ("terminals", page.Incident.AffectedTerminalCount),
        ("by", page.Incident.ResolvedBy ?? ""),
        ("wider", page.Incident.MergedInto ?? ""));

    private static string? Ending(Delivery page) => page.Kind != PageKind.Resolved ? null
        : page.Incident.ResolvedBy is not (null or Incident.Detection) ? "Resolved-by"
        : page.Incident.ResolvedNote == Incident.Withdrawn ? "Withdrawn" : null;

    private static PageSection Steps(Incident incident, Words words) =>
        new(words.Say("title.steps"), words.FirstSteps(incident.Cause), Numbered: true);

    private static PageSection Seen(Delivery page, Words words)
    {
        var evidence = page.Incident.Evidence;
        var lines = new List<string>
        {
            words.Say(evidence.Attempts is null ? "seen.failures" : "seen.failures-of",
                ("failures", evidence.Failures), ("expected", words.Number(evidence.Expected)), ("attempts", evidence.Attempts ?? 0)),
        };
        if (evidence.DistinctCards > 0 || evidence.DistinctSites > 1)
            lines.Add(words.Say("seen.spread", ("terminals", evidence.DistinctTerminals), ("sites", evidence.DistinctSites), ("cards", evidence.DistinctCards)));
        if (evidence.Symptoms.Count > 0)
            lines.Add(words.Say("seen.symptoms", ("list", string.Join(words.Say("list.comma"), evidence.Symptoms.Take(NamedSymptoms)
                .Select(symptom => words.Say("seen.symptom", ("symptom", words.Symptom(symptom.Code)), ("count", symptom.Count)))))));
        lines.AddRange(evidence.Facts.Select(words.Fact));
        return new PageSection(words.Say("title.seen"), lines);
    }

    private static PageSection Peers(Incident incident, Words words) => new(words.Say("title.peers"),
        [.. incident.Evidence.Peers.Take(NamedPeers).Select(peer => words.Say("peer", ("place", words.Place(peer.Scope)),
            ("failures", peer.Failures), ("expected", words.Number(peer.Expected)), ("terminals", peer.Terminals)))]);

    private static PageSection? Otherwise(Incident incident, Words words)
    {
        if (incident.RunnerUp is not { } other)
            return null;
        var lines = new List<string>
        {
            words.Say("otherwise", ("cause", words.Cause(other.Cause)), ("place", words.Place(other.Scope)), ("sure", Words.Percent(other.Confidence))),
        };
        if (other.DecidingFact is { } code && words.Deciding(code) is { } fact)
            lines.Add(words.Say("otherwise.decide", ("fact", fact)));
        return new PageSection(words.Say("title.otherwise"), lines);
    }

    private static PageSection? Terminals(Incident incident, Words words)
    {
        if (incident.AffectedTerminals.Count == 0 || incident.Scope.Kind == ScopeKind.Terminal)
            return null;
        var named = string.Join(words.Say("list.comma"), incident.AffectedTerminals);
        var more = incident.AffectedTerminalCount - incident.AffectedTerminals.Count;
        return new PageSection(words.Say("title.terminals", ("count", incident.AffectedTerminalCount)),
            [more > 0 ? words.Say("terminals.more", ("list", named), ("count", more)) : named]);
    }
}
