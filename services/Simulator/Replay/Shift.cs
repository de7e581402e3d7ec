using FleetWatch.Contracts;

namespace FleetWatch.Simulator.Replay;

/// <summary>Moves a recorded feed to another time, at another pace: what was late stays late in proportion.</summary>
/// <param name="From">The feed's time that becomes <paramref name="To"/>.</param>
/// <param name="To">When it is replayed.</param>
/// <param name="Speed">2: twice as fast.</param>
internal sealed record Shift(DateTimeOffset From, DateTimeOffset To, double Speed)
{
    /// <summary>When an event that was sent then is due now.</summary>
    public DateTimeOffset Due(DateTimeOffset sent) => To + (sent - From) / Speed;

    /// <summary>The event as it would have been reported now; with another id, because this one counts on its own.</summary>
    public TerminalEvent Move(TerminalEvent one, DateTimeOffset sent, string idPrefix) => one with
    {
        Id = Shortened(idPrefix + one.Id),
        OccurredAt = (Due(sent) - (sent - one.OccurredAt) / Speed).ToOffset(one.OccurredAt.Offset),
        SentAt = Due(sent).ToOffset(one.OccurredAt.Offset),
    };

    // An id has at most 64 characters; its end tells it from others.
    private static string Shortened(string id) => id.Length <= 64 ? id : id[^64..];
}
