using FleetWatch.Alerting.Deliveries;
using FleetWatch.Contracts;
using FleetWatch.Explaining;

namespace FleetWatch.Alerting.Pages;

/// <summary>The words of a digest: many pages that one recipient would otherwise have got one by one.</summary>
internal static class DigestPage
{
    private const int NamedPages = 40;

    public static PageContent Write(IReadOnlyList<Delivery> pages, Words words)
    {
        var begun = pages.Where(page => !IsEnd(page)).OrderByDescending(page => page.Incident.Severity).ThenBy(page => page.Incident.StartedAt).ToList();
        var ended = pages.Where(IsEnd).OrderBy(page => page.Incident.StartedAt).ToList();
        return new PageContent
        {
            Subject = words.Say("digest.subject", ("begun", begun.Count), ("ended", ended.Count)),
            Short = Short(begun, ended, words),
            Preview = begun.Count == 0 ? "" : words.Say("digest.worst", ("worst", IncidentPage.Subject(begun[0], words))),
            Headline = words.Say("digest.headline", ("begun", begun.Count), ("ended", ended.Count)),
            Summary = words.Say("digest.summary", ("count", pages.Count)),
            Sections = [.. new[] { ByCause(begun, words), Named("digest.begun", begun, words), Named("digest.ended", ended, words) }
                .Where(section => section.Lines.Count > 0)],
            Footer = [words.Say("digest.footer", ("zone", words.Zone))],
        };
    }

    private static string Short(List<Delivery> begun, List<Delivery> ended, Words words)
    {
        var count = words.Say("digest.headline", ("begun", begun.Count), ("ended", ended.Count));
        return begun.Count == 0 ? count : words.Say("digest.short", ("count", count), ("worst", IncidentPage.Subject(begun[0], words)));
    }

    private static bool IsEnd(Delivery page) => page.Kind is PageKind.Resolved or PageKind.Merged;

    private static PageSection ByCause(List<Delivery> pages, Words words) => new(words.Say("digest.by-cause"),
        [.. pages.GroupBy(page => page.Incident.Cause).OrderByDescending(cause => cause.Count()).Select(cause => words.Say("digest.cause",
            ("cause", words.Cause(cause.Key)), ("count", cause.Count()), ("terminals", cause.Sum(page => page.Incident.AffectedTerminalCount))))]);

    private static PageSection Named(string title, List<Delivery> pages, Words words)
    {
        var lines = pages.Take(NamedPages).Select(page => $"{IncidentPage.Subject(page, words)} · {page.Incident.Id}").ToList();
        if (pages.Count > NamedPages)
            lines.Add(words.Say("digest.more", ("count", pages.Count - NamedPages)));
        return new PageSection(words.Say(title), lines);
    }
}
