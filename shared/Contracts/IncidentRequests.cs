using System.Text.Json.Serialization;

namespace FleetWatch.Contracts;

/// <summary>A person asks Alerting to do something to an incident; answered by <see cref="IncidentActed"/>.</summary>
public sealed record ActOnIncident
{
    /// <summary>Made by the one who asks, 1 to 64 characters: asking again under the same one does nothing again.</summary>
    public required string RequestId { get; init; }
    public required string Organisation { get; init; }

    /// <summary>The person, 1 to 64 printable characters.</summary>
    public required string By { get; init; }
    public required string IncidentId { get; init; }

    /// <summary>The regions that the person is limited to: incidents whose terminals do not all lie in one of them do not exist for such a person; null: all.</summary>
    public IReadOnlyList<string>? Regions { get; init; }

    /// <summary>The version that the person has seen; null: whichever it is.</summary>
    public int? Seen { get; init; }
    public required IncidentAct Act { get; init; }
}

/// <summary>What came of <see cref="ActOnIncident"/>.</summary>
public sealed record IncidentActed
{
    public required Ruling Ruling { get; init; }

    /// <summary>The incident's version afterwards; null: there is no such incident.</summary>
    public int? Version { get; init; }
}

/// <summary>What people do to incidents.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(AcknowledgeIncident), "acknowledge")]
[JsonDerivedType(typeof(AssignIncident), "assign")]
[JsonDerivedType(typeof(CommentIncident), "comment")]
[JsonDerivedType(typeof(SnoozeIncident), "snooze")]
[JsonDerivedType(typeof(EscalateIncident), "escalate")]
[JsonDerivedType(typeof(ResolveIncident), "resolve")]
[JsonDerivedType(typeof(ReopenIncident), "reopen")]
[JsonDerivedType(typeof(RateIncident), "rate")]
public abstract record IncidentAct
{
    private protected IncidentAct()
    {
    }
}

/// <summary>Take it on.</summary>
public sealed record AcknowledgeIncident : IncidentAct;

/// <param name="To">A person's id in the configuration, who is paged, or any name; 1 to 64 printable characters.</param>
public sealed record AssignIncident(string To) : IncidentAct;

/// <param name="Text">1 to 2,000 characters, without a card number.</param>
public sealed record CommentIncident(string Text) : IncidentAct;

/// <param name="Until">Later than now, at most 30 days.</param>
/// <param name="Note">At most 2,000 characters, without a card number.</param>
public sealed record SnoozeIncident(DateTimeOffset Until, string? Note = null) : IncidentAct;

/// <param name="Policy">Which; null: the one whose next step is due first.</param>
public sealed record EscalateIncident(string? Policy = null) : IncidentAct;

/// <param name="Note">What was done, for those who read it later; at most 2,000 characters, without a card number.</param>
public sealed record ResolveIncident(string? Note = null) : IncidentAct;

/// <param name="Note">At most 2,000 characters, without a card number.</param>
public sealed record ReopenIncident(string? Note = null) : IncidentAct;

/// <param name="Useful">False: it was noise.</param>
/// <param name="Note">Why; at most 2,000 characters, without a card number.</param>
public sealed record RateIncident(bool Useful, string? Note = null) : IncidentAct;
