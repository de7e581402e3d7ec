using System.Diagnostics;
using FleetWatch.Contracts;

namespace FleetWatch.Explaining.Trails;

/// <summary>What people do to an incident, and how it escalates, in words.</summary>
public static class WorkSentences
{
    /// <summary>One line of the paper trail; of what people do and escalations only.</summary>
    public static string Text(IncidentEvent happened, Words words) => happened switch
    {
        IncidentAssigned assigned => words.Say("trail.assigned", ("by", assigned.By), ("to", assigned.To)),
        IncidentCommented commented => words.Say("trail.commented", ("by", commented.By), ("text", commented.Text)),
        IncidentSnoozed snoozed => WithNote(words.Say("trail.snoozed", ("by", snoozed.By), ("until", When(snoozed.Until, words))), snoozed.Note),
        IncidentSnoozeEnded => words.Say("trail.snooze-ended"),
        IncidentReopenedByHand again => WithNote(words.Say("trail.reopened-by-hand", ("by", again.By)), again.Note),
        IncidentRated rated => WithNote(words.Say(rated.Useful ? "trail.useful" : "trail.noise", ("by", rated.By)), rated.Note),
        EscalationStarted started => words.Say("trail.escalation-started", ("policy", started.Policy), ("step", started.Step), ("next", When(started.NextAt, words))),
        IncidentEscalated taken => words.Say(taken.By is null ? "trail.escalated" : "trail.escalated-by", ("by", taken.By ?? ""), ("policy", taken.Policy),
            ("round", taken.Round), ("step", taken.Step), ("next", When(taken.NextAt, words))),
        EscalationHeld held => words.Say("trail.escalation-held", ("policy", held.Policy), ("until", When(held.Until, words)), ("window", held.Window)),
        EscalationFreed freed => words.Say("trail.escalation-freed", ("policy", freed.Policy), ("next", When(freed.NextAt, words))),
        _ => throw new UnreachableException(),
    };

    /// <summary>Adds by which window it was held back and by which way it came to its recipient.</summary>
    public static string WithWay(string text, PageDecided page, Words words)
    {
        if (page.Window is not null)
            text = words.Say("trail.window", ("text", text), ("window", page.Window), ("due", When(page.DueAt, words)));
        return page.Via is null ? text : words.Say("trail.via", ("text", text), ("via", page.Via));
    }

    private static string When(DateTimeOffset? at, Words words) => at is { } moment ? words.FullTime(moment) : words.Say("trail.never");

    private static string WithNote(string text, string? note) => note is null ? text : $"{text} {note}";
}
