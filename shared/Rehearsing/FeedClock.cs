using FleetWatch.Contracts;

namespace FleetWatch.Rehearsing;

/// <summary>
/// The time of a recorded feed: when its latest event was sent. Where an event does not say, the terminal's clock must do, and a
/// clock that runs ahead may not carry the feed along: a jump counts only once several terminals agree that it is that late.
/// </summary>
public sealed class FeedClock
{
    private const int Witnesses = 3;
    private static readonly TimeSpan Jump = TimeSpan.FromMinutes(30);
    private readonly Dictionary<string, DateTimeOffset> _ahead = [];

    /// <summary>Null before the first event; never falls.</summary>
    public DateTimeOffset? Now { get; private set; }

    /// <returns>The feed's time once this event is in.</returns>
    public DateTimeOffset Take(TerminalEvent next)
    {
        if (next.SentAt is { } sent)
            return Reach(sent);
        if (Now is not { } now || next.OccurredAt - now <= Jump)
            return Reach(next.OccurredAt);
        _ahead[next.TerminalId] = next.OccurredAt;
        return _ahead.Count < Witnesses ? now : Reach(_ahead.Values.Min());
    }

    private DateTimeOffset Reach(DateTimeOffset at)
    {
        if (Now is { } now && at <= now)
            return now;
        Now = at;
        _ahead.Clear();
        return at;
    }
}
