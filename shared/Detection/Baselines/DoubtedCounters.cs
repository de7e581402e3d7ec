using FleetWatch.Contracts;
using FleetWatch.Detection.Presence;

namespace FleetWatch.Detection.Baselines;

/// <summary>
/// Terminals whose counters cannot be true: a firmware that always tells of 0 attempts while its failures arrive, so that every failure would be all there was. Whoever fails for a
/// true reason has tried, and its counters say so: an outage is no doubt.
/// </summary>
internal sealed class DoubtedCounters(Exposures exposures)
{
    /// <summary>Two may tell of one attempt that failed, and not all that was tried again is known to be so.</summary>
    private const int ToldOfOne = 3;

    /// <summary>
    /// So many heartbeats that cannot be true, and no true one in between, and none is believed; one is enough of a terminal of which not one attempt is known. So many true ones
    /// more, and all are again.
    /// </summary>
    private const int Enough = 3;

    /// <summary>Of those in doubt, few: heartbeats that cannot be true up to <see cref="Enough"/>, and the true ones after them.</summary>
    private readonly Dictionary<int, int> _steps = [];

    /// <summary>
    /// Whether a heartbeat that counts is to be believed. One that follows a lost one or a start may tell of less than was tried, and says nothing.
    /// </summary>
    /// <param name="beat">It.</param>
    /// <param name="terminal">Whose.</param>
    /// <param name="failures">Told until now and not before the last heartbeat: what is told late is not among them.</param>
    /// <param name="since">How long after the last heartbeat, in ticks.</param>
    /// <param name="presence">Where it is noted whether there is a doubt.</param>
    public bool Believes(TerminalHeartbeat beat, int terminal, int failures, long since, ref TerminalPresence presence)
    {
        var attempts = beat.Attempts ?? 0;
        if (!presence.IsDoubted && failures <= ToldOfOne * attempts)
            return true;
        var before = _steps.GetValueOrDefault(terminal);
        var steps = IsWhole(beat, since, presence.Interval) ? Next(before, attempts, failures, presence.LastAttempts > 0 || exposures.At(terminal) > 0) : before;
        presence.IsDoubted = steps > 0;
        if (steps > 0)
            _steps[terminal] = steps;
        else
            _steps.Remove(terminal);
        return steps < Enough;
    }

    public void Write(BinaryWriter target)
    {
        target.Write(_steps.Count);
        foreach (var (terminal, steps) in _steps.OrderBy(one => one.Key))
        {
            target.Write(terminal);
            target.Write(steps);
        }
    }

    public void Read(BinaryReader source)
    {
        for (var left = source.ReadInt32(); left > 0; left--)
            _steps[source.ReadInt32()] = source.ReadInt32();
    }

    private static bool IsWhole(TerminalHeartbeat beat, long since, long interval) =>
        since < interval * 3 / 2 && !(beat.UptimeSeconds * TimeSpan.TicksPerSecond < since);

    // Nothing tried and nothing failed says nothing.
    private static int Next(int steps, int attempts, int failures, bool hasCounted)
    {
        if (failures > ToldOfOne * attempts)
            return hasCounted ? Math.Min(Enough, steps + 1) : Enough;
        if (attempts == 0)
            return steps;
        return steps < Enough || steps + 1 >= 2 * Enough ? 0 : steps + 1;
    }
}
