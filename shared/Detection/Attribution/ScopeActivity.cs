using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Presence;

namespace FleetWatch.Detection.Attribution;

/// <summary>The activity of the scopes of one trigger, each read once for all hypotheses about it.</summary>
internal sealed class ScopeActivity(FleetMap fleet, ActivityHistory history, PresenceWatch presence)
{
    private readonly List<Known> _known = [];
    private int _count;

    /// <summary>Begins anew: another trigger, or another moment.</summary>
    public void Clear() => _count = 0;

    /// <param name="group">Whose.</param>
    /// <param name="now">Up to when, in ticks.</param>
    /// <param name="since">Nothing before is asked for.</param>
    /// <param name="share">Of the attempts: those of one issuer's cards.</param>
    /// <param name="onlyWhileHeard">A dead line is in question.</param>
    public Exposure Of(int group, long now, long since, double share, bool onlyWhileHeard)
    {
        var known = Find(group, now, since);
        ref var untold = ref onlyWhileHeard ? ref known.UntoldWhileHeard : ref known.Untold;
        untold ??= presence.Traffic.Of(fleet.Group(group), now, onlyWhileHeard);
        known.Exposure.Ask(share, untold.Value);
        return known.Exposure;
    }

    private Known Find(int group, long now, long since)
    {
        for (var at = 0; at < _count; at++)
        {
            if (_known[at].Group == group)
                return Reaching(_known[at], now, since);
        }
        if (_count == _known.Count)
            _known.Add(new Known());
        var fresh = _known[_count++];
        (fresh.Group, fresh.Since, fresh.Untold, fresh.UntoldWhileHeard) = (group, long.MaxValue, null, null);
        return Reaching(fresh, now, since);
    }

    private Known Reaching(Known known, long now, long since)
    {
        if (since < known.Since)
            known.Exposure.Load(history, fleet.Group(known.Group), now, known.Since = since);
        return known;
    }

    private sealed class Known
    {
        public int Group;
        public long Since;
        public GuessedTraffic? Untold;
        public GuessedTraffic? UntoldWhileHeard;
        public Exposure Exposure { get; } = new();
    }
}
