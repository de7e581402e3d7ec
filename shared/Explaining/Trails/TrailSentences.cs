using FleetWatch.Contracts;
using FleetWatch.Explaining.Findings;

namespace FleetWatch.Explaining.Trails;

/// <summary>What happened to an incident in words: why it was raised, what people did, and why each page was, or was not, sent.</summary>
public static class TrailSentences
{
    private const string Alerting = "alerting";
    private const string Detection = "detection";
    private const string Withdrawn = "withdrawn";

    /// <summary>Who did it: a person, <c>detection</c> or <c>alerting</c>.</summary>
    public static string By(IncidentEvent happened) => happened switch
    {
        IncidentAcknowledged acknowledged => acknowledged.By,
        IncidentResolved resolved => resolved.By,
        IncidentAssigned assigned => assigned.By,
        IncidentCommented commented => commented.By,
        IncidentSnoozed snoozed => snoozed.By,
        IncidentReopenedByHand again => again.By,
        IncidentRated rated => rated.By,
        IncidentEscalated { By: { } by } => by,
        PageDecided or PageFellBack or PageSent or PageAttemptFailed or PageGivenUp or IncidentSnoozeEnded or EscalationStarted or IncidentEscalated or EscalationHeld or EscalationFreed => Alerting,
        PageResent resent => resent.By,
        _ => Detection,
    };

    /// <summary>One line of the paper trail.</summary>
    public static string Text(IncidentEvent happened, Words words) => happened switch
    {
        IncidentOpened opened => Picture("trail.opened", opened.Finding, words),
        IncidentGrew grew => Picture("trail.grew", grew.Finding, words),
        IncidentReopened again => Picture("trail.reopened", again.Finding, words),
        IncidentMerged merged => words.Say("trail.merged", ("wider", merged.Into)),
        IncidentAcknowledged acknowledged => words.Say("trail.acknowledged", ("by", acknowledged.By)),
        IncidentResolved { By: Detection } ended => words.Say(ended.Note == Withdrawn ? "trail.withdrawn" : "trail.recovered"),
        IncidentResolved resolved => words.Say(resolved.Note is null ? "trail.resolved" : "trail.resolved-note", ("by", resolved.By), ("note", resolved.Note ?? "")),
        PageDecided page => Decision(page, words),
        PageFellBack other => words.Say(other.Error is null ? "trail.fell-back-waiting" : "trail.fell-back", ("page", other.PageId),
            ("channel", other.Channel), ("recipient", other.Recipient), ("error", other.Error ?? "")),
        PageResent resent => words.Say("trail.resent", ("page", resent.PageId), ("by", resent.By)),
        PageSent sent => words.Say(sent.Delivered is true ? "trail.delivered" : "trail.sent", ("page", sent.PageId), ("attempt", sent.Attempt)),
        PageAttemptFailed failed => words.Say("trail.failed", ("page", failed.PageId), ("attempt", failed.Attempt), ("error", failed.Error),
            ("retry", words.FullTime(failed.RetryAt))),
        PageGivenUp givenUp => words.Say("trail.given-up", ("page", givenUp.PageId), ("attempts", givenUp.Attempts), ("error", givenUp.Error)),
        _ => WorkSentences.Text(happened, words),
    };

    private static string Picture(string name, Finding finding, Words words) => words.Say(name, ("cause", words.Cause(finding.Cause)),
        ("place", words.Place(finding.Scope)), ("sure", Words.Percent(finding.Confidence)), ("counts", FindingSentences.Counted(finding.Evidence, words)),
        ("terminals", finding.AffectedTerminalCount));

    private static string Decision(PageDecided page, Words words)
    {
        var name = page.Recipient is null ? "trail.page-nobody"
            : !page.Send ? "trail.page-suppressed"
            : page.Digest is not null ? "trail.page-digest"
            : page.DueAt is not null ? "trail.page-held" : "trail.page";
        var text = words.Say(name, ("page", page.PageId), ("recipient", page.Recipient ?? ""), ("channel", page.Channel ?? ""),
            ("reason", words.Find($"reason.{page.Reason}") ?? page.Reason), ("due", page.DueAt is { } due ? words.FullTime(due) : ""));
        return WorkSentences.WithWay(text, page, words);
    }
}
