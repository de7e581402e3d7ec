using System.Diagnostics;
using FleetWatch.Contracts;
using FleetWatch.Incidents;

namespace FleetWatch.Alerting.Desk;

/// <summary>What is wrong with the words of an act, before it is decided. Pure.</summary>
internal static class ActCheck
{
    private const int LongestNote = 2000;
    private const int LongestName = 64;

    private static readonly TimeSpan LongestSnooze = TimeSpan.FromDays(30);

    public static FieldError? Refuse(IncidentAct act, DateTimeOffset now) => act switch
    {
        AssignIncident assign when !IsName(assign.To) => new FieldError("to", Spoken.Of("printable", ("most", LongestName))),
        AssignIncident assign => Words(assign.To, "to"),
        CommentIncident comment when string.IsNullOrWhiteSpace(comment.Text) => new FieldError("text", Spoken.Of("none")),
        CommentIncident comment => Words(comment.Text, "text"),
        SnoozeIncident snooze when snooze.Until <= now || snooze.Until > now + LongestSnooze => new FieldError("until", Spoken.Of("until", ("days", LongestSnooze.Days))),
        SnoozeIncident snooze => Words(snooze.Note, "note"),
        ResolveIncident resolve => Words(resolve.Note, "note"),
        ReopenIncident again => Words(again.Note, "note"),
        RateIncident rate => Words(rate.Note, "note"),
        AcknowledgeIncident or EscalateIncident => null,
        _ => throw new UnreachableException(),
    };

    /// <summary>Whether somebody can be on record by this name.</summary>
    public static bool IsActor(string name) => IsName(name) && name != Incident.Detection;

    private static bool IsName(string? name) => name is { Length: > 0 and <= LongestName } && !name.Any(char.IsControl);

    private static FieldError? Words(string? text, string field) => text is { Length: > LongestNote } ? new FieldError(field, Spoken.Of("at-most", ("most", LongestNote)))
        : text is not null && CardDigits.AreIn(text) ? new FieldError(field, Spoken.Of("card"))
        : null;
}
