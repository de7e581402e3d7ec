using System.Text.Json.Serialization;

namespace FleetWatch.Contracts;

/// <summary>What Analysis itself adds to a terminal's stream.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TerminalWentSilent), "terminal.went-silent")]
[JsonDerivedType(typeof(TerminalHeardAgain), "terminal.heard-again")]
[JsonDerivedType(typeof(HourlyActivity), "terminal.hourly-activity")]
[JsonDerivedType(typeof(TerminalImplicated), "terminal.implicated")]
public abstract record TerminalFact
{
    private protected TerminalFact()
    {
    }

    public required string TerminalId { get; init; }

    /// <summary>The feed's own time at which this was decided.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>The terminal is silent although its own habits say that it should be heard.</summary>
public sealed record TerminalWentSilent : TerminalFact
{
    public required DateTimeOffset LastHeardAt { get; init; }
}

public sealed record TerminalHeardAgain : TerminalFact
{
    public required DateTimeOffset SilentSince { get; init; }
}

/// <summary>One line an hour instead of every heartbeat and approval. Written only for hours in which something was heard.</summary>
public sealed record HourlyActivity : TerminalFact
{
    /// <summary>The start of the hour, UTC.</summary>
    public required DateTimeOffset Hour { get; init; }
    public required int Heartbeats { get; init; }
    public required int Attempts { get; init; }
    public required int Approvals { get; init; }
}

/// <summary>The terminal is among those that a finding touches.</summary>
public sealed record TerminalImplicated : TerminalFact
{
    public required string FindingId { get; init; }
    public required string Cause { get; init; }
    public required Scope Scope { get; init; }
}
