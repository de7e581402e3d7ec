using FleetWatch.Alerting.Deliveries;
using FleetWatch.Contracts;
using FleetWatch.Explaining;
using FleetWatch.Explaining.Findings;
using FleetWatch.Incidents;

namespace FleetWatch.Alerting.Pages;

/// <summary>The words of a page about one incident.</summary>
internal static class IncidentPage
{
    /// <summary>A place in a subject: behind it stands since when, which a lock screen is to show as well.</summary>
    private const int LongestPlace = 48;

    public static PageContent Write(Delivery page, Words words)
    {
        var incident = page.Incident;
        var over = page.Kind is PageKind.Resolved or PageKind.Merged;
        var nothing = over || page.Kind == PageKind.Acknowledged;
        IEnumerable<PageSection> sections = (over, IsOwn(incident, words)) switch
        {
            (true, true) => [],
            (true, false) => [Seen(page, words)],
            (false, true) => [Steps(incident, words)],
            _ => [Steps(incident, words), Seen(page, words), Peers(incident, words), Otherwise(incident, words), Terminals(incident, words)],
        };
        return new PageContent
        {
            Subject = Subject(page, words),
            Preview = nothing ? "" : words.Say("preview", ("step", words.Steps(incident.Cause, incident.Scope.Kind)[0])),
            Short = nothing ? Subject(page, words) : words.Say("short", ("subject", Subject(page, words)), ("step", words.Steps(incident.Cause, incident.Scope.Kind)[0])),
            Headline = nothing ? Subject(page, words) : words.Say("headline", ("cause", words.Cause(incident.Cause)), ("place", words.Place(incident.Scope))),
            Summary = Summary(page, words),
            Sections = [.. sections.Where(section => section.Lines.Count > 0)],
            Footer =
            [
                words.Say("footer.incident", ("id", incident.Id), ("zone", words.Zone)),
                words.Say("footer.why", ("reason", words.Say($"reason.{page.Reason}"))),
            ],
        };
    }

    /// <summary>What, where, since when, how sure.</summary>
    public static string Subject(Delivery page, Words words) => OneLine.Of(words.Say($"subject.{Told(page)}{(IsOwn(page.Incident, words) ? ".own" : "")}",
        ("severity", words.Severity(page.Incident.Severity)),
        ("cause", words.Cause(page.Incident.Cause)),
        ("place", PageCut.Text(words.Place(page.Incident.Scope), LongestPlace, text => text.Length)),
        ("since", words.Time(page.Incident.StartedAt, page.DecidedAt)),
        ("until", words.Time(page.Incident.ResolvedAt ?? page.DecidedAt, page.DecidedAt)),
        ("sure", Words.Percent(page.Incident.Confidence))));

    /// <summary>An alert of Alerting's own: nothing failed, nothing was counted, and nobody need be told how sure it is.</summary>
    private static bool IsOwn(Incident incident, Words words) => words.Find($"summary.{incident.Cause}") is not null;

    private static string Summary(Delivery page, Words words) => words.Say(SummaryName(page, words),
        ("place", words.Place(page.Incident.Scope)),
        ("since", words.Time(page.Incident.StartedAt, page.DecidedAt)),
        ("until", words.Time(page.Incident.ResolvedAt ?? page.DecidedAt, page.DecidedAt)),
        ("sure", Words.Percent(page.Incident.Confidence)),
        ("terminals", page.Incident.AffectedTerminalCount),
        ("by", page.Incident.ResolvedBy ?? page.Incident.AcknowledgedBy ?? ""),
        ("wider", page.Incident.MergedInto ?? ""));

    private static string SummaryName(Delivery page, Words words) => !IsOwn(page.Incident, words) || page.Kind is PageKind.Acknowledged or PageKind.Merged
        ? $"summary.{Ending(page) ?? Told(page)}"
        : $"summary.{page.Incident.Cause}{(page.Kind == PageKind.Resolved ? ".over" : "")}";

    // Another cause is no worse for that.
    private static string Told(Delivery page) => page is { Kind: PageKind.Grew, Reason: PageReason.AnotherCause } ? "Corrected" : $"{page.Kind}";

    private static string? Ending(Delivery page) => page.Kind != PageKind.Resolved ? null
        : page.Incident.ResolvedBy is not (null or Incident.Detection) ? "Resolved-by"
        : page.Incident.ResolvedNote == Incident.Withdrawn ? "Withdrawn" : null;

    private static PageSection Steps(Incident incident, Words words) =>
        new(words.Say("title.steps"), words.Steps(incident.Cause, incident.Scope.Kind), Numbered: true);

    private static PageSection Seen(Delivery page, Words words) =>
        new(words.Say("title.seen"), FindingSentences.Seen(page.Incident.Evidence, words));

    private static PageSection Peers(Incident incident, Words words) =>
        new(words.Say("title.peers"), FindingSentences.Peers(incident.Evidence, words));

    private static PageSection Otherwise(Incident incident, Words words) =>
        new(words.Say("title.otherwise"), FindingSentences.Otherwise(incident.RunnerUp, words));

    private static PageSection Terminals(Incident incident, Words words) => new(words.Say("title.terminals", ("count", incident.AffectedTerminalCount)),
        FindingSentences.Terminals(incident.Scope, incident.AffectedTerminals, incident.AffectedTerminalCount, words));
}
