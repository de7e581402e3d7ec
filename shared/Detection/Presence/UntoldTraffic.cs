using System.Runtime.InteropServices;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Fleet;

namespace FleetWatch.Detection.Presence;

/// <summary>What terminals have tried that no heartbeat has told of yet.</summary>
internal sealed class UntoldTraffic(ActivityHistory history, PresenceWatch presences)
{
    private const int Sampled = 4096;

    /// <summary>
    /// So many terminals whose last heartbeats are this little apart, by the standard deviation in intervals, send them at the same time, or something collects them on
    /// the way. Each at its own time they are 0.29 apart.
    /// </summary>
    private const int Together = 20;
    private const double TogetherSpread = 0.1;

    /// <summary>How many terminals ahead their places are fetched where many are walked.</summary>
    private const int Ahead = 12;
    private static readonly long SampledEvery = TimeSpan.FromSeconds(10).Ticks;
    private readonly Dictionary<(int Group, bool OnlyWhileHeard), (long Moment, GuessedTraffic Guess)> _sampled = [];

    /// <summary>Terminals that were looked at, since the beginning.</summary>
    public long Visited { get; private set; }

    /// <summary>
    /// Attempts that no heartbeat has told of yet: the mean of what the last one told of and of what there was at this time yesterday, by the time that
    /// has passed. How wrong that may be (a promotion, the hour at which a shop opens) is for whoever judges by it. Of a wide group
    /// only every so many terminals are looked at, and no oftener than every ten seconds: their sum says as much within some 2 %.
    /// </summary>
    /// <param name="group">Whose.</param>
    /// <param name="now">Up to when.</param>
    /// <param name="onlyWhileHeard">A dead line is in question: since its last sign of life a terminal may have tried in vain.</param>
    public GuessedTraffic Of(Group group, long now, bool onlyWhileHeard)
    {
        var (members, each) = group.Sample(Sampled);
        if (each == 1)
            return Guess(members, each, now, onlyWhileHeard);
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_sampled, (group.Index, onlyWhileHeard), out _);
        if (known.Moment != now / SampledEvery)
            known = (now / SampledEvery, Guess(members, each, now, onlyWhileHeard));
        return known.Guess;
    }

    public void Write(BinaryWriter target)
    {
        target.Write(_sampled.Count);
        foreach (var ((group, onlyWhileHeard), (moment, guess)) in _sampled.OrderBy(one => one.Key))
        {
            target.Write(group);
            target.Write(onlyWhileHeard);
            target.Write(moment);
            guess.Write(target);
        }
    }

    public void Read(BinaryReader source)
    {
        for (var left = source.ReadInt32(); left > 0; left--)
            _sampled[(source.ReadInt32(), source.ReadBoolean())] = (source.ReadInt64(), GuessedTraffic.Read(source));
    }

    // In one interval around that time, as the last heartbeat counted one.
    private int Yesterday(int terminal, long interval, int quarter)
    {
        var quarters = (int)Math.Max(1, ((2 * interval / ActivityHistory.QuarterTicks) + 1) / 2);
        var attempts = 0;
        for (var at = quarter - (quarters / 2); at < quarter - (quarters / 2) + quarters; at++)
            attempts += history.Attempts(terminal, at);
        return attempts;
    }

    private GuessedTraffic Guess(GroupMembers members, int each, long now, bool onlyWhileHeard)
    {
        var (untold, supposing, terminals) = (0.0, 0, 0);
        var (beating, age, square, vain) = (0, 0.0, 0.0, 0.0);
        var yesterday = (int)((now - TimeSpan.TicksPerDay) / ActivityHistory.QuarterTicks);
        var soon = members;
        for (var ahead = 0; ahead < Ahead && soon.MoveNext(); ahead++)
            presences.Needed(soon.Current);
        foreach (var member in members)
        {
            if (soon.MoveNext())
                presences.Needed(soon.Current);
            Visited++;
            ref readonly var one = ref presences[member];
            terminals++;
            supposing += presences.Beatless.Tells(one) ? 0 : 1;
            if (one.LivesUnheard)
                untold += one.LastAttempts * presences.Beatless.Unsupposed(now);
            else if (one.Interval > 0 && one.Missed == 0)
            {
                var usual = (one.LastAttempts + Yesterday(member, one.Interval, yesterday)) / 2.0;
                var (since, heard) = ((now - one.LastBeat) / (double)one.Interval, (one.LastSign - one.LastBeat) / (double)one.Interval);
                untold += usual * Math.Clamp(since, 0, 1);
                vain += usual * (Math.Clamp(since, 0, 1) - Math.Clamp(heard, 0, 1));
                (beating, age, square) = (beating + 1, age + since, square + (since * since));
            }
        }
        // Where heartbeats come all at once, it is no news that none has come since.
        var mean = age / beating;
        var areTogether = beating >= Together && (square / beating) - (mean * mean) < TogetherSpread * TogetherSpread;
        if (onlyWhileHeard && !areTogether)
            untold -= vain;
        return new GuessedTraffic(untold * each, terminals == 0 ? 0 : supposing / (double)terminals, terminals);
    }
}
