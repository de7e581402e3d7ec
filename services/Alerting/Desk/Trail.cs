using FleetWatch.Alerting.Pages;
using FleetWatch.Contracts;
using FleetWatch.Explaining;
using FleetWatch.Incidents;
using FleetWatch.ServiceDefaults;
using JasperFx.Events;

namespace FleetWatch.Alerting.Desk;

/// <summary>One line of an incident's paper trail.</summary>
/// <param name="At">When it happened: of findings in the feed's own time, else by Alerting's clock.</param>
/// <param name="RecordedAt">When it was stored.</param>
/// <param name="By">Who did it: a person, <c>detection</c> or <c>alerting</c>.</param>
/// <param name="Text">What happened and why, in words.</param>
/// <param name="Event">The same as data.</param>
internal sealed record TrailLine(DateTimeOffset At, DateTimeOffset RecordedAt, string By, string Text, IncidentEvent Event);

/// <summary>An incident's stream in words: why it was raised, and why each page was, or was not, sent.</summary>
internal static class Trail
{
    private const string Alerting = "alerting";

    public static IReadOnlyList<TrailLine> Of(IEnumerable<IEvent> stream, string language)
    {
        var words = PageWords.For(language, "Etc/UTC");
        return [.. stream.Select(stored => Line(stored, (IncidentEvent)stored.Data, words))];
    }

    public static string Language(string? acceptLanguage) => ReaderLanguage.Of(acceptLanguage);

    private static TrailLine Line(IEvent stored, IncidentEvent happened, Words words) =>
        new(happened.At, stored.Timestamp, By(happened), Text(happened, words), happened);

    private static string By(IncidentEvent happened) => happened switch
    {
        IncidentAcknowledged acknowledged => acknowledged.By,
        IncidentResolved resolved => resolved.By,
        IncidentAssigned assigned => assigned.By,
        IncidentCommented commented => commented.By,
        IncidentSnoozed snoozed => snoozed.By,
        IncidentReopenedByHand again => again.By,
        IncidentRated rated => rated.By,
        IncidentEscalated { By: { } by } => by,
        PageDecided or PageFellBack or PageSent or PageAttemptFailed or PageGivenUp or IncidentSnoozeEnded or EscalationStarted or IncidentEscalated or EscalationHeld => Alerting,
        PageResent resent => resent.By,
        _ => Incident.Detection,
    };

    private static string Text(IncidentEvent happened, Words words) => happened switch
    {
        IncidentOpened opened => Picture("trail.opened", opened.Finding, words),
        IncidentGrew grew => Picture("trail.grew", grew.Finding, words),
        IncidentReopened again => Picture("trail.reopened", again.Finding, words),
        IncidentMerged merged => words.Say("trail.merged", ("wider", merged.Into)),
        IncidentAcknowledged acknowledged => words.Say("trail.acknowledged", ("by", acknowledged.By)),
        IncidentResolved { By: Incident.Detection } ended => words.Say(ended.Note == Incident.Withdrawn ? "trail.withdrawn" : "trail.recovered"),
        IncidentResolved resolved => words.Say(resolved.Note is null ? "trail.resolved" : "trail.resolved-note", ("by", resolved.By), ("note", resolved.Note ?? "")),
        PageDecided page => Decision(page, words),
        PageFellBack other => words.Say(other.Error is null ? "trail.fell-back-waiting" : "trail.fell-back", ("page", other.PageId),
            ("channel", other.Channel), ("recipient", other.Recipient), ("error", other.Error ?? "")),
        PageResent resent => words.Say("trail.resent", ("page", resent.PageId), ("by", resent.By)),
        PageSent sent => words.Say(sent.Delivered is true ? "trail.delivered" : "trail.sent", ("page", sent.PageId), ("attempt", sent.Attempt)),
        PageAttemptFailed failed => words.Say("trail.failed", ("page", failed.PageId), ("attempt", failed.Attempt), ("error", failed.Error),
            ("retry", failed.RetryAt.UtcDateTime.ToString("O"))),
        PageGivenUp givenUp => words.Say("trail.given-up", ("page", givenUp.PageId), ("attempts", givenUp.Attempts), ("error", givenUp.Error)),
        _ => WorkTrail.Text(happened, words),
    };

    private static string Picture(string name, Finding finding, Words words) => words.Say(name, ("cause", words.Cause(finding.Cause)),
        ("place", words.Place(finding.Scope)), ("sure", Words.Percent(finding.Confidence)), ("failures", finding.Evidence.Failures),
        ("expected", words.Number(finding.Evidence.Expected)), ("terminals", finding.AffectedTerminalCount));

    private static string Decision(PageDecided page, Words words)
    {
        var name = page.Recipient is null ? "trail.page-nobody"
            : !page.Send ? "trail.page-suppressed"
            : page.Digest is not null ? "trail.page-digest"
            : page.DueAt is not null ? "trail.page-held" : "trail.page";
        var text = words.Say(name, ("page", page.PageId), ("recipient", page.Recipient ?? ""), ("channel", page.Channel ?? ""),
            ("reason", words.Find($"reason.{page.Reason}") ?? page.Reason), ("due", page.DueAt?.UtcDateTime.ToString("O") ?? ""));
        return WorkTrail.WithWay(text, page, words);
    }
}
