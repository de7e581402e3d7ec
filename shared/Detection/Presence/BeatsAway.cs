using System.Runtime.InteropServices;
using FleetWatch.Detection.Fleet;

namespace FleetWatch.Detection.Presence;

/// <summary>
/// Heartbeats of one carrier, region, model or version that end at the same time while hosts go on answering its terminals: what brings these heartbeats is broken. The few
/// that were answered since say so of those that were not yet; whoever fell silent at another time is none of them.
/// </summary>
internal sealed class BeatsAway(FleetMap fleet)
{
    private static readonly long Window = TimeSpan.TicksPerHour;
    private static readonly long Remembered = 4 * TimeSpan.TicksPerDay;
    private readonly Dictionary<(int Look, long Window), int> _ofLook = [];
    private readonly Dictionary<(string Part, long Window), int> _answered = [];
    private readonly Dictionary<string, int> _beating = [];

    /// <summary>What was asked since the last count: many terminals ask the same.</summary>
    private readonly Dictionary<(int Look, long Window), bool> _asked = [];
    private int[] _beatingOfLook = [];

    /// <summary>Whether anybody was answered whose heartbeats are away: otherwise there is nothing to ask.</summary>
    public bool Any => _answered.Count > 0;

    /// <summary>Counts anew, from all terminals as they are.</summary>
    public void Count(PresenceWatch presences, long now)
    {
        _ofLook.Clear();
        _asked.Clear();
        _beatingOfLook.AsSpan().Clear();
        for (var terminal = 0; terminal < presences.Room; terminal++)
        {
            ref readonly var one = ref presences[terminal];
            if (one.LastBeat == 0 || one.Interval == 0 || now - one.LastBeat > Remembered)
                continue;
            var look = fleet.LookOf(terminal).Index;
            if (one.LivesUnheard)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_ofLook, (look, one.LastBeat / Window), out _)++;
            }
            else if (one.Missed == 0 && now - one.LastBeat < 2 * one.Interval)
            {
                Growing.ToHold(ref _beatingOfLook, look + 1);
                _beatingOfLook[look]++;
            }
        }
        ByPart();
    }

    /// <summary>Whether the terminals that fell silent when this one did, and have something in common with it, are known to live and hardly any other of them is heard.</summary>
    /// <param name="look">The terminal's.</param>
    /// <param name="lastBeat">When its last heartbeat came, in ticks.</param>
    public bool Covers(Look look, long lastBeat)
    {
        ref var covers = ref CollectionsMarshal.GetValueRefOrAddDefault(_asked, (look.Index, lastBeat / Window), out var known);
        return known ? covers : covers = AreAway(look, lastBeat / Window);
    }

    private bool AreAway(Look look, long fell)
    {
        foreach (var part in Parts(look))
        {
            var answered = 0;
            for (var window = fell - 1; window <= fell + 1; window++)
                answered += _answered.GetValueOrDefault((part, window));
            // One may be anything.
            if ((answered - 1) * 2 > answered + _beating.GetValueOrDefault(part))
                return true;
        }
        return false;
    }

    private void ByPart()
    {
        _answered.Clear();
        _beating.Clear();
        if (_ofLook.Count == 0)
            return;
        foreach (var ((look, window), count) in _ofLook)
        {
            foreach (var part in Parts(fleet.LookAt(look)))
                CollectionsMarshal.GetValueRefOrAddDefault(_answered, (part, window), out _) += count;
        }
        for (var look = 0; look < _beatingOfLook.Length; look++)
        {
            if (_beatingOfLook[look] == 0)
                continue;
            foreach (var part in Parts(fleet.LookAt(look)))
                CollectionsMarshal.GetValueRefOrAddDefault(_beating, part, out _) += _beatingOfLook[look];
        }
    }

    private static IEnumerable<string> Parts(Look look)
    {
        var key = look.Key;
        if (key.Carrier is not null)
            yield return "carrier " + key.Carrier;
        if (key.Region is not null)
            yield return "region " + key.Region;
        if (key.Model is not null)
            yield return "model " + key.Model;
        if (key.SoftwareVersion is not null)
            yield return $"version {key.Model}/{key.SoftwareVersion}";
    }
}
