using FleetWatch.Contracts;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Presence;

namespace FleetWatch.Detection.Baselines;

/// <summary>
/// What was tried where: by the counters of heartbeats, by approvals and failures told one by one, or supposed. The retries of a failure that
/// counts are no attempts of their own: otherwise they would seem to have passed.
/// </summary>
internal sealed class AttemptLedger(FleetMap fleet, PresenceWatch presences, FailureRates rates, ActivityHistory history, Exposures exposures)
{
    private readonly UncountedTraffic _uncounted = new();
    private readonly DoubtedCounters _doubted = new(exposures);

    /// <summary>A heartbeat.</summary>
    /// <param name="beat">It.</param>
    /// <param name="terminal">Whose.</param>
    /// <param name="now">When it was received.</param>
    /// <param name="since">How long after the last one.</param>
    public void Beat(TerminalHeartbeat beat, int terminal, long now, long since)
    {
        ref var presence = ref presences[terminal];
        var failures = presence.TakeFailures();
        var told = beat.Attempts is { } counts && _doubted.Believes(beat, terminal, failures, since, ref presence) ? counts : (int?)null;
        presence.BeatsCount = told is not null;
        presence.Counts |= presence.BeatsCount;
        presence.HourApprovals += beat.Approvals ?? 0;
        presence.HourBeats = (ushort)Math.Min(ushort.MaxValue, presence.HourBeats + 1);
        var late = presence.Owed;
        presence.Owed = 0;
        if (told is { } attempts)
        {
            presence.HourAttempts += attempts;
            var counted = presence.WithoutRetries(attempts, beat.Approvals ?? 0);
            presence.LastAttempts = Capped(counted);
            presence.Owed = (byte)Math.Clamp(beat.Approvals is { } passed ? counted - passed - failures : 0, 0, byte.MaxValue);
            _uncounted.Counted(counted, presence.Declines, fleet.Terminals);
        }
        else
        {
            presence.LastAttempts = Capped(presence.Counts ? 0 : _uncounted.Supposing(terminal, presence.Declines, fleet.Terminals));
            presence.HourAttempts += presence.LastAttempts;
        }
        presence.Declines = 0;
        Add(terminal, CountedAt(presence, now), presence.LastAttempts - presence.Owed);
        if (late > 0)
            Add(terminal, CountedAt(presence, now - presence.Interval), late);
        history.Add(terminal, now, 0, 1);
        exposures.Add(terminal, 0, 1);
    }

    public void Approved(int terminal, long now)
    {
        ref var presence = ref presences[terminal];
        presence.Counts = true;
        presence.HourAttempts++;
        presence.HourApprovals++;
        Add(terminal, now, 1);
    }

    /// <summary>
    /// A failure that counts. Where approvals are told one by one, it is what no counter will tell; where a heartbeat has counted it, it is an attempt from now on:
    /// until then it would seem to have passed.
    /// </summary>
    public void Failed(int terminal, long at, long now)
    {
        ref var presence = ref presences[terminal];
        if (!presence.BeatsCount)
        {
            if (presence.IsDoubted && at > presence.LastBeat)
                presence.Failed();
            if (!presence.Counts)
                return;
            presence.HourAttempts++;
            Add(terminal, now, 1);
        }
        else if (at > presence.LastBeat)
        {
            presence.Failed();
        }
        else if (presence.Owed > 0)
        {
            presence.Owed--;
            Add(terminal, at, 1);
        }
    }

    /// <summary>One more try of a card whose failure was counted. What a heartbeat has told of already is taken back.</summary>
    public void Retried(int terminal, long at)
    {
        ref var presence = ref presences[terminal];
        if (!presence.BeatsCount)
            return;
        if (at > presence.LastBeat)
            presence.Retried();
        else if (presence.Owed > 0)
            presence.Owed--;
        else
            Add(terminal, CountedAt(presence, presence.LastBeat), -1);
    }

    public void Write(BinaryWriter target)
    {
        _uncounted.Write(target);
        _doubted.Write(target);
    }

    public void Read(BinaryReader source)
    {
        _uncounted.Read(source);
        _doubted.Read(source);
    }

    // What a heartbeat counts was tried since the one before: half an interval ago on average.
    private static long CountedAt(in TerminalPresence presence, long beat) => beat - (presence.Interval / 2);

    private static ushort Capped(int count) => (ushort)Math.Min(ushort.MaxValue, count);

    private void Add(int terminal, long at, int attempts)
    {
        rates.Attempts(terminal, attempts, at);
        history.Add(terminal, at, attempts, 0);
        exposures.Add(terminal, attempts, 0);
    }
}
