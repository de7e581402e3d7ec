using System.Diagnostics;
using System.Globalization;
using FleetWatch.Contracts;

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
            IncidentOpened or IncidentGrew or IncidentReopened => Raise(incident, happened, settings, now),
            IncidentResolved ended => Told(incident).Select(to => Over(incident, ended, to, settings, now)),
            IncidentMerged => Told(incident).Select(to => Part(incident, wider, to, settings, now)),
            IncidentAcknowledged => [],
            _ => throw new UnreachableException(),
        };
        return Numbered(incident, draft);
    }

    private static IEnumerable<PageDecided> Raise(Incident incident, IncidentEvent happened, IncidentSettings settings, DateTimeOffset now)
    {
        if (!incident.Lasts())
            return happened is IncidentOpened ? Once(incident, null, PageReason.AlreadyOver, now) : [];
        if (!incident.Page)
            return Once(incident, null, PageReason.NotWorthAPage, now);
        var recipients = Routing.Match(incident, settings);
        return recipients.Count == 0
            ? Once(incident, null, PageReason.NoRecipient, now)
            : recipients.SelectMany(recipient => Raise(incident, happened, recipient, now));
    }

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
        var hears = wider is { Page: true } && Routing.Match(wider, settings).Any(recipient => recipient.Key() == to.To());
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
        var last = incident.Pages.LastOrDefault(page => page.To() == recipient?.Key());
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
