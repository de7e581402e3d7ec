using System.Diagnostics;
using FleetWatch.Contracts;

namespace FleetWatch.Incidents;

/// <summary>One trouble, from the first finding to its end: the fold of its stream, and how every API writes it.</summary>
public sealed record Incident
{
    /// <summary>Who resolves an incident that ended by itself.</summary>
    public const string Detection = "detection";

    /// <summary>Note of one that ended because all is well again.</summary>
    public const string Recovered = "recovered";

    /// <summary>Note of one that later evidence took back.</summary>
    public const string Withdrawn = "withdrawn";

    public required string Id { get; init; }
    public required string Organisation { get; init; }
    public required IncidentState State { get; init; }

    /// <summary>One of <see cref="Causes"/>.</summary>
    public required string Cause { get; init; }
    public required Scope Scope { get; init; }

    /// <summary>The estimated moment of change.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its first finding was raised, in the feed's own time.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it ended, also as a part of another; null while it lasts.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }
    public required Severity Severity { get; init; }

    /// <summary>Whether it is worth waking somebody.</summary>
    public required bool Page { get; init; }

    /// <summary>Who can mend it, the first one first.</summary>
    public required IReadOnlyList<Audience> Notify { get; init; }

    /// <summary>Probability of the cause against its look-alikes, 0 to 1.</summary>
    public required double Confidence { get; init; }
    public required Evidence Evidence { get; init; }
    public RunnerUp? RunnerUp { get; init; }

    /// <summary>At most 200 of them; <see cref="AffectedTerminalCount"/> counts all.</summary>
    public required IReadOnlyList<string> AffectedTerminals { get; init; }
    public required int AffectedTerminalCount { get; init; }

    /// <summary>The finding whose picture this is: the latest one, where the trouble came back.</summary>
    public required string FindingId { get; init; }

    /// <summary>How often the trouble came back.</summary>
    public int Reopened { get; init; }
    public string? AcknowledgedBy { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>A person, or <see cref="Detection"/>.</summary>
    public string? ResolvedBy { get; init; }

    /// <summary>A person's words, or <see cref="Recovered"/> or <see cref="Withdrawn"/>.</summary>
    public string? ResolvedNote { get; init; }

    /// <summary>The incident that it turned out to be a part of.</summary>
    public string? MergedInto { get; init; }

    /// <summary>Decisions to page, or not to, in their order.</summary>
    public IReadOnlyList<PageNote> Pages { get; init; } = [];

    /// <summary>Who is to look after it.</summary>
    public string? AssignedTo { get; init; }

    /// <summary>Until when nobody is paged unless it becomes more severe than <see cref="SnoozedSeverity"/>.</summary>
    public DateTimeOffset? SnoozedUntil { get; init; }
    public Severity SnoozedSeverity { get; init; }

    /// <summary>How far each escalation policy has gone.</summary>
    public IReadOnlyList<EscalationState> Escalations { get; init; } = [];

    /// <summary>One of each person, the latest last.</summary>
    public IReadOnlyList<Rating> Ratings { get; init; } = [];

    /// <summary>What its terminals have in common; null: not said.</summary>
    public Place? Place { get; init; }

    /// <summary>When something about it is to be decided without any news; null: nothing is.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How many of its events changed it: what a person must have seen to act on it.</summary>
    public int Version { get; init; }

    /// <summary>Whether it still lasts.</summary>
    public bool Lasts() => State is IncidentState.Open or IncidentState.Acknowledged;

    /// <summary>The state after one more event. What became of a page's delivery is in the stream only and changes nothing here.</summary>
    /// <exception cref="InvalidOperationException">The stream does not begin with <see cref="IncidentOpened"/>.</exception>
    public static Incident Evolve(Incident? state, IncidentEvent happened) => (state, happened) switch
    {
        (null, IncidentOpened opened) => From(opened),
        (null, _) => throw new InvalidOperationException($"Incident {happened.IncidentId} begins with {happened.GetType().Name}."),
        (_, PageSent or PageAttemptFailed or PageGivenUp or PageFellBack or PageResent) => state,
        _ => Timed(state.With(happened) with { Version = state.Version + 1 }),
    };

    /// <summary>What waits for the end of a window or of quiet hours: the last word to each recipient, where it is that.</summary>
    public IEnumerable<PageNote> Held() =>
        Pages.Where(page => page.Recipient is not null).GroupBy(page => page.To()).Select(pages => pages.Last()).Where(page => page.IsHeld());

    private static Incident Timed(Incident state) => state with
    {
        DueAt = state.Lasts()
            ? state.Escalations.Select(one => one.NextAt).Append(state.SnoozedUntil).Concat(state.Held().Select(page => (DateTimeOffset?)page.DueAt)).Min()
            : null,
    };

    private static Incident From(IncidentOpened opened) => new()
    {
        Id = opened.IncidentId,
        Organisation = opened.Finding.Organisation,
        State = IncidentState.Open,
        Cause = opened.Finding.Cause,
        Scope = opened.Finding.Scope,
        StartedAt = opened.Finding.StartedAt,
        OpenedAt = opened.Finding.OpenedAt,
        Severity = opened.Finding.Severity,
        Page = opened.Finding.Page,
        Notify = opened.Finding.Notify,
        Confidence = opened.Finding.Confidence,
        Evidence = opened.Finding.Evidence,
        RunnerUp = opened.Finding.RunnerUp,
        AffectedTerminals = opened.Finding.AffectedTerminals,
        AffectedTerminalCount = opened.Finding.AffectedTerminalCount,
        FindingId = opened.Finding.FindingId,
        Place = opened.Finding.Place,
        Version = 1,
    };

    private Incident With(IncidentEvent happened) => happened switch
    {
        IncidentOpened => this,
        IncidentGrew grew => Show(grew.Finding),
        IncidentReopened again => Show(again.Finding).Again(),
        IncidentReopenedByHand => Again(),
        IncidentMerged merged => Ended(merged.At) with { State = IncidentState.Merged, MergedInto = merged.Into },
        IncidentAcknowledged taken => this with
        {
            State = IncidentState.Acknowledged,
            AcknowledgedBy = taken.By,
            AcknowledgedAt = taken.At,
            Escalations = [.. Escalations.Select(one => one with { NextAt = null })],
        },
        IncidentResolved ended => Ended(ended.At) with { State = IncidentState.Resolved, ResolvedBy = ended.By, ResolvedNote = ended.Note },
        IncidentAssigned assigned => this with { AssignedTo = assigned.To },
        IncidentCommented => this,
        IncidentSnoozed snoozed => this with
        {
            SnoozedUntil = snoozed.Until,
            SnoozedSeverity = Severity,
            Escalations = [.. Escalations.Select(one => one.NotBefore(snoozed.Until))],
        },
        IncidentSnoozeEnded => this with { SnoozedUntil = null, SnoozedSeverity = Severity.Unknown },
        IncidentRated rated => this with { Ratings = [.. Ratings.Where(one => one.By != rated.By), new Rating(rated.By, rated.Useful, rated.Note)] },
        EscalationStarted started => Stepped(new EscalationState(started.Policy, 1, started.Step, started.NextAt) { HeldUntil = started.HeldUntil }),
        IncidentEscalated taken => Stepped(new EscalationState(taken.Policy, taken.Round, taken.Step, taken.NextAt)),
        EscalationHeld held => this with { Escalations = [.. Escalations.Select(one => one.Policy == held.Policy ? one with { NextAt = held.Until, HeldUntil = held.Until } : one)] },
        EscalationFreed freed => this with { Escalations = [.. Escalations.Select(one => one.Policy == freed.Policy ? one with { NextAt = freed.NextAt, HeldUntil = null } : one)] },
        PageDecided decided => this with { Pages = [.. Pages.Where(page => page.PageId != decided.PageId), Note(decided)] },
        _ => throw new UnreachableException(),
    };

    private Incident Stepped(EscalationState state) => this with { Escalations = [.. Escalations.Where(one => one.Policy != state.Policy), state] };

    private Incident Ended(DateTimeOffset at) => this with { ResolvedAt = at, Escalations = [], SnoozedUntil = null, SnoozedSeverity = Severity.Unknown };

    private Incident Again() => this with
    {
        State = IncidentState.Open,
        ResolvedAt = null,
        ResolvedBy = null,
        ResolvedNote = null,
        AcknowledgedBy = null,
        AcknowledgedAt = null,
        Escalations = [],
        Reopened = Reopened + 1,
    };

    private Incident Show(Finding finding) => this with
    {
        Cause = finding.Cause,
        Scope = finding.Scope,
        StartedAt = finding.StartedAt,
        Severity = finding.Severity,
        Page = finding.Page,
        Notify = finding.Notify,
        Confidence = finding.Confidence,
        Evidence = finding.Evidence,
        RunnerUp = finding.RunnerUp,
        AffectedTerminals = finding.AffectedTerminals,
        AffectedTerminalCount = finding.AffectedTerminalCount,
        FindingId = finding.FindingId,
        Place = finding.Place,
    };

    private PageNote Note(PageDecided decided) => new()
    {
        PageId = decided.PageId,
        Kind = decided.Kind,
        Send = decided.Send,
        Reason = decided.Reason,
        Channel = decided.Channel,
        Recipient = decided.Recipient,
        Window = decided.Window,
        Via = decided.Via,
        DueAt = decided.DueAt ?? decided.At,
        Severity = Severity,
        Scope = Scope.Kind,
        Cause = Cause,
    };
}
