using FleetWatch.Contracts;

namespace FleetWatch.Incidents;

/// <summary>Keeps back a page that would go out: the incident is snoozed, a window covers it, its recipient wants quiet. Pure.</summary>
internal static class PageHold
{
    /// <returns>The page as it is, or suppressed with the reason; null: suppressed, and the last word to its recipient says so already.</returns>
    public static PageDecided? Apply(PageDecided page, Concern? concern, Incident incident, IncidentSettings settings, DateTimeOffset now)
    {
        if (!page.Send || page.Kind is PageKind.Resolved or PageKind.Merged)
            return page;
        var held = Held(page, concern, incident, settings, now);
        if (held.Send)
            return page;
        var last = incident.Pages.LastOrDefault(note => note.Recipient == page.Recipient && note.Channel == page.Channel);
        return last is { Send: false } && last.Reason == held.Reason && last.Window == held.Window && !(last.IsHeld() && last.DueAt <= now) ? null : held;
    }

    private static PageDecided Held(PageDecided page, Concern? concern, Incident incident, IncidentSettings settings, DateTimeOffset now)
    {
        if (incident.SnoozedUntil > now && incident.Severity <= incident.SnoozedSeverity)
            return page with { Send = false, Reason = PageReason.Snoozed };
        if (EscalationDecider.Covering(incident, settings, now) is var (window, end))
            return page with { Send = false, Reason = PageReason.InWindow, DueAt = end, Window = window.Id };
        if (incident.Severity < settings.QuietBelow && concern?.Person?.QuietUntil(now) is { } loud)
            return page with { Send = false, Reason = PageReason.QuietHours, DueAt = loud };
        return page;
    }
}
