using System.Diagnostics;
using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.OnCall;

namespace FleetWatch.Incidents;

/// <summary>Who is paged for what has just happened to an incident, who is not, and why. Pure.</summary>
public static class PageDecider
{
    /// <summary>A page due this soon may be on its way already and is not taken back.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(5);

    /// <param name="incident">After <paramref name="happened"/>, and after whatever happened to it together with that.</param>
    /// <param name="happened">Anything but news of pages.</param>
    /// <param name="wider">The incident that it was merged into, where that is known.</param>
    /// <param name="settings">Routes and times.</param>
    /// <param name="now">The clock of the one who sends.</param>
    public static IReadOnlyList<PageDecided> Decide(Incident incident, IncidentEvent happened, Incident? wider, IncidentSettings settings,
        DateTimeOffset now)
    {
        var draft = happened switch
        {
            IncidentOpened or IncidentGrew or IncidentReopened or IncidentReopenedByHand => Raise(incident, happened, settings, now),
            IncidentResolved ended => Told(incident).Select(to => Over(incident, ended, to, settings, now)),
            IncidentMerged => Told(incident).Select(to => Part(incident, wider, to, settings, now)),
            IncidentEscalated taken => Escalated(incident, taken, settings, now),
            IncidentAssigned assigned => Assigned(incident, assigned, settings, now),
            IncidentSnoozeEnded => SnoozeOver(incident, settings, now),
            IncidentAcknowledged => Told(incident).Where(to => settings.Mirrors.Contains(to.Channel ?? "")).Select(to => Notice(incident, to, PageKind.Acknowledged, PageReason.TakenOn, now)),
            IncidentCommented or IncidentSnoozed or IncidentRated or EscalationStarted or EscalationHeld or EscalationFreed => [],
            _ => throw new UnreachableException(),
        };
        return Numbered(incident, draft);
    }

    /// <summary>Decides again on what was held back until now.</summary>
    /// <returns>At least one decision for each page whose time has come.</returns>
    public static IReadOnlyList<PageDecided> Revisit(Incident incident, IncidentSettings settings, DateTimeOffset now)
    {
        if (!incident.Lasts())
            return [];
        var covered = EscalationDecider.Covering(incident, settings, now) is not null;
        // A window that was ended or taken away sooner than it said holds nothing back any more.
        var due = incident.Held().Where(note => note.DueAt <= now || note.Reason == PageReason.InWindow && !covered).ToList();
        if (due.Count == 0)
            return [];
        var people = Routing.Match(incident, settings, now).People;
        var reason = due[0].Reason == PageReason.InWindow ? PageReason.WindowOver : PageReason.QuietOver;
        // Whoever is concerned only now, somebody else having been on call when it was held back, is told with them.
        var fresh = people.Where(one => incident.Pages.All(page => page.To() != one.Recipient.Key()))
            .SelectMany(one => Hold(incident, one, settings, now, Page(incident, one.Recipient, PageKind.Opened, reason, now)));
        return Numbered(incident, due.SelectMany(note => Revisit(incident, note, people, settings, now)).Concat(fresh));
    }

    private static IEnumerable<PageDecided> Revisit(Incident incident, PageNote note, IReadOnlyList<Concern> people, IncidentSettings settings, DateTimeOffset now)
    {
        if (people.FirstOrDefault(one => one.Recipient.Key() == note.To()) is not { } concern)
            return [Notice(incident, note, note.Kind, PageReason.NoLongerConcerned, now) with { Send = false }];
        if (incident.State == IncidentState.Acknowledged)
            return [Page(incident, concern.Recipient, note.Kind, PageReason.Acknowledged, now) with { Send = false }];
        var reason = note.Reason == PageReason.InWindow ? PageReason.WindowOver : PageReason.QuietOver;
        return Hold(incident, concern, settings, now, Page(incident, concern.Recipient, note.Kind, reason, now));
    }

    private static IEnumerable<PageDecided> Raise(Incident incident, IncidentEvent happened, IncidentSettings settings, DateTimeOffset now)
    {
        if (!incident.Lasts())
            return happened is IncidentOpened ? Once(incident, null, PageReason.AlreadyOver, now) : [];
        if (!incident.Page)
            return Once(incident, null, PageReason.NotWorthAPage, now);
        var concerned = Routing.Match(incident, settings, now);
        if (concerned is { People.Count: 0, Gaps.Count: 0 })
            return Once(incident, null, PageReason.NoRecipient, now);
        return concerned.Gaps.SelectMany(gap => Gap(incident, gap, now)).Concat(concerned.People.SelectMany(one =>
            Hold(incident, one, settings, now, [.. Raise(incident, happened, one.Recipient, now)])));
    }

    /// <summary>Those of the step that was taken: those who know are reminded.</summary>
    private static IEnumerable<PageDecided> Escalated(Incident incident, IncidentEscalated taken, IncidentSettings settings, DateTimeOffset now)
    {
        var plan = settings.Plan.Policy(taken.Policy)?.At(taken.Round, taken.Step);
        var (people, gaps) = Routing.Step(plan ?? new StepPlan(taken.Round, taken.Step, [], null), $"policy:{taken.Policy} / {taken.Step}", settings.Plan, now);
        if (people.Count == 0 && plan?.Wait is null)
            people = [.. Routing.OfLastResort(settings)];
        if (people.Count == 0 && gaps.Count == 0)
            return Once(incident, null, PageReason.NoRecipient, now);
        var told = Told(incident).Select(note => note.To()).ToHashSet();
        return gaps.SelectMany(gap => Gap(incident, gap, now)).Concat(people.DistinctBy(one => one.Recipient.Key())
            .SelectMany(one => Hold(incident, one, settings, now, told.Contains(one.Recipient.Key())
                ? Page(incident, one.Recipient, PageKind.Reminder, PageReason.StillUnacknowledged, now)
                : Page(incident, one.Recipient, PageKind.Escalated, PageReason.Escalated, now))));
    }

    /// <summary>One person asks another: that is not held back by anything.</summary>
    private static IEnumerable<PageDecided> Assigned(Incident incident, IncidentAssigned assigned, IncidentSettings settings, DateTimeOffset now) =>
        assigned.To != assigned.By && settings.Plan.Person(assigned.To) is { } person
            ? [Page(incident, Recipient.Of(person), PageKind.Escalated, PageReason.Assigned, now) with { Via = $"person:{person.Id}" }]
            : [];

    private static IEnumerable<PageDecided> SnoozeOver(Incident incident, IncidentSettings settings, DateTimeOffset now)
    {
        var people = Routing.Match(incident, settings, now).People;
        var told = Told(incident).ToList();
        var fresh = people.Where(one => told.All(note => note.To() != one.Recipient.Key()))
            .SelectMany(one => Hold(incident, one, settings, now, Page(incident, one.Recipient, PageKind.Opened, PageReason.SnoozeOver, now)));
        return told.SelectMany(note => Hold(incident, people.FirstOrDefault(one => one.Recipient.Key() == note.To()), settings, now,
            Notice(incident, note, PageKind.Reminder, PageReason.SnoozeOver, now))).Concat(fresh);
    }

    private static IEnumerable<PageDecided> Hold(Incident incident, Concern? concern, IncidentSettings settings, DateTimeOffset now,
        params IReadOnlyList<PageDecided> pages) => pages
        .Select(page => PageHold.Apply(page is { Via: null, Kind: not (PageKind.Resolved or PageKind.Merged) } ? page with { Via = concern?.Via } : page, concern, incident, settings, now)).OfType<PageDecided>();

    private static IEnumerable<PageDecided> Gap(Incident incident, string via, DateTimeOffset now) =>
        incident.Pages.Any(page => page.Reason == PageReason.NobodyOnCall && page.Via == via) ? []
            : [Page(incident, null, PageKind.Opened, PageReason.NobodyOnCall, now) with { Send = false, Via = via }];

    private static IEnumerable<PageDecided> Raise(Incident incident, IncidentEvent happened, Recipient recipient, DateTimeOffset now)
    {
        var told = incident.Pages.Where(page => page.Send && page.To() == recipient.Key()).ToList();
        if (told.Count == 0)
        {
            var reason = incident.Pages.Any(page => page.Send) ? PageReason.NewRecipient : PageReason.New;
            return [Page(incident, recipient, PageKind.Opened, reason, now)];
        }
        if (!told[^1].TellsTheEnd())
            return Update(incident, happened, recipient, told, now);
        if (told[^1].DueAt <= now + OnItsWay)
            return [Page(incident, recipient, PageKind.Reopened, PageReason.BackAgain, now)];
        var takenBack = Page(incident, recipient, told[^1].Kind, PageReason.BackBeforeTold, now) with { PageId = told[^1].PageId, Send = false };
        return [takenBack, .. Update(incident, happened, recipient, told[..^1], now)];
    }

    /// <summary>For one who was told of it and not that it is over.</summary>
    private static IEnumerable<PageDecided> Update(Incident incident, IncidentEvent happened, Recipient recipient, List<PageNote> told,
        DateTimeOffset now)
    {
        var known = told[(told.FindLastIndex(page => page.TellsTheEnd()) + 1)..];
        var severer = incident.Severity > known.Max(page => page.Severity);
        var wider = incident.Scope.Kind > known.Max(page => page.Scope);
        if (incident.State == IncidentState.Acknowledged && !severer)
            return Once(incident, recipient, PageReason.Acknowledged, now);
        if (severer || wider)
            return [Page(incident, recipient, PageKind.Grew, PageReason.Worse, now)];
        if (known.All(page => page.Cause != incident.Cause))
            return [Page(incident, recipient, PageKind.Grew, PageReason.AnotherCause, now)];
        return happened is IncidentReopened
            ? [Page(incident, recipient, PageKind.Reopened, PageReason.Flapping, now) with { Send = false }]
            : Once(incident, recipient, PageReason.AlreadyPaged, now);
    }

    private static PageDecided Over(Incident incident, IncidentResolved ended, PageNote to, IncidentSettings settings, DateTimeOffset now)
    {
        var hold = ended.By != Incident.Detection ? TimeSpan.Zero : incident.Reopened > 0 ? settings.FlapWindow : settings.ResolvedNoticeHold;
        return Notice(incident, to, PageKind.Resolved, PageReason.Over, now) with { DueAt = hold > TimeSpan.Zero ? now + hold : null };
    }

    private static PageDecided Part(Incident incident, Incident? wider, PageNote to, IncidentSettings settings, DateTimeOffset now)
    {
        var hears = wider is { Page: true } && Routing.Match(wider, settings, now).People.Any(one => one.Recipient.Key() == to.To());
        return hears
            ? Notice(incident, to, PageKind.Merged, PageReason.HearsOfWider, now) with { Send = false }
            : Notice(incident, to, PageKind.Merged, PageReason.PartOfWider, now);
    }

    /// <summary>The last page to everybody who was told of it and not that it is over.</summary>
    private static IEnumerable<PageNote> Told(Incident incident) => incident.Pages
        .Where(page => page is { Send: true, Recipient: not null })
        .GroupBy(page => page.To())
        .Select(pages => pages.Last())
        .Where(page => !page.TellsTheEnd());

    /// <summary>A page that is not sent, unless the last word to the recipient was that already: a trail that repeats itself is not read.</summary>
    private static IEnumerable<PageDecided> Once(Incident incident, Recipient? recipient, string reason, DateTimeOffset now)
    {
        var last = incident.Pages.LastOrDefault(page => page.To() == recipient?.Key() && page.Reason != PageReason.NobodyOnCall);
        var kind = incident.Pages.Count == 0 ? PageKind.Opened : PageKind.Grew;
        return last is { Send: false } && last.Reason == reason ? [] : [Page(incident, recipient, kind, reason, now) with { Send = false }];
    }

    private static PageDecided Notice(Incident incident, PageNote to, PageKind kind, string reason, DateTimeOffset now) =>
        Page(incident, null, kind, reason, now) with { Channel = to.Channel, Recipient = to.Recipient };

    private static PageDecided Page(Incident incident, Recipient? recipient, PageKind kind, string reason, DateTimeOffset now) => new()
    {
        IncidentId = incident.Id,
        At = now,
        PageId = "",
        Kind = kind,
        Send = true,
        Reason = reason,
        Channel = recipient?.Channel,
        Recipient = recipient?.Address,
    };

    private static List<PageDecided> Numbered(Incident incident, IEnumerable<PageDecided> draft)
    {
        var number = incident.Pages.Count;
        return [.. draft.Select(page => page.PageId.Length > 0
            ? page
            : page with { PageId = string.Create(CultureInfo.InvariantCulture, $"{incident.Id}-{++number}") })];
    }
}
