using System.Runtime.InteropServices;
using FleetWatch.Contracts;
using FleetWatch.Detection.Fleet;

namespace FleetWatch.Detection.Presence;

/// <summary>
/// How usual it is elsewhere that a heartbeat is missed, in the same minutes: outside a terminal's carrier, and outside its region. Where a part of the
/// feed is lost on its way, heartbeats are missed everywhere alike, and none of its carriers, regions, sites or terminals is worse than the rest.
/// </summary>
internal sealed class MissesElsewhere(FleetMap fleet)
{
    /// <summary>Sweeps that are looked back at, and the one that lasts.</summary>
    private const int Kept = 17;

    /// <summary>Heartbeats elsewhere that say enough of a first miss: as few sweeps back as bring so many.</summary>
    private const int Enough = 50;

    /// <summary>Fewer say nothing.</summary>
    private const int Least = 10;

    /// <summary>Of the heartbeats elsewhere so many may be repeated misses before one here is as usual as not.</summary>
    private const double Repeated = 0.03;

    /// <summary>Fewer may have died by themselves.</summary>
    private const int LeastMissed = 5;
    private static readonly ScopeKind[] Kinds = [ScopeKind.Carrier, ScopeKind.Region];
    private readonly Dictionary<int, BeatCounts>[] _ofGroup = [.. Enumerable.Range(0, Kept).Select(_ => new Dictionary<int, BeatCounts>())];
    private readonly BeatCounts[] _ofFleet = new BeatCounts[Kept];

    /// <summary>Of the sweep that lasts, as far as it is not in the counts of groups yet.</summary>
    private BeatCounts[] _ofLook = [];

    /// <summary>What was asked since the last sweep: many terminals ask the same.</summary>
    private readonly Dictionary<(int Group, bool Later), double?> _asked = [];
    private int _last;

    /// <summary>The share of heartbeats that is missed whatever carrier or region is left out, 0 to 1; 0 too where fewer than five are, or nothing can be left out.</summary>
    public double Everywhere { get; private set; }

    /// <summary>A heartbeat came.</summary>
    /// <param name="look">Of the terminal, by number.</param>
    public void Heard(int look) => Of(look).Heard++;

    /// <summary>A heartbeat is missed that no open finding explains.</summary>
    /// <param name="look">Of the terminal, by number.</param>
    /// <param name="inRow">How many it is in a row.</param>
    public void Missed(int look, int inRow)
    {
        ref var counts = ref Of(look);
        if (inRow == 1)
            counts.First++;
        else
            counts.Later++;
    }

    /// <summary>A sweep is over, and another one begins.</summary>
    public void Turn()
    {
        Fold();
        _last = (_last + 1) % Kept;
        _ofFleet[_last] = default;
        _ofGroup[_last].Clear();
        _asked.Clear();
        Everywhere = Alike();
    }

    /// <summary>
    /// How likely the next heartbeat of a terminal was to be missed by what is seen outside its carrier or outside its region, where it is less, 0 to 1. 0 where
    /// neither is known or too little is heard there.
    /// </summary>
    /// <param name="look">The terminal's.</param>
    /// <param name="inRow">How many it would be in a row: the first one anywhere is rare, but whoever has missed one may go on to.</param>
    public double RateFor(Look look, int inRow)
    {
        var least = double.PositiveInfinity;
        foreach (var kind in Kinds)
        {
            if (look.OfKind(kind) is >= 0 and var group && RateOutside(group, inRow > 1) is { } rate)
                least = Math.Min(least, rate);
        }
        return double.IsInfinity(least) ? 0 : least;
    }

    public void Write(BinaryWriter target)
    {
        Fold(); // looks are numbered anew when a fleet is read
        target.Write(_last);
        target.Write(MemoryMarshal.AsBytes(_ofFleet.AsSpan()));
        foreach (var sweep in _ofGroup)
        {
            target.Write(sweep.Count);
            foreach (var (group, counts) in sweep.OrderBy(one => one.Key))
            {
                target.Write(group);
                target.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<BeatCounts>(in counts)));
            }
        }
    }

    public void Read(BinaryReader source)
    {
        _last = source.ReadInt32() % Kept;
        source.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_ofFleet.AsSpan()));
        foreach (var sweep in _ofGroup)
        {
            for (var left = source.ReadInt32(); left > 0; left--)
            {
                ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(sweep, source.ReadInt32(), out _);
                source.BaseStream.ReadExactly(MemoryMarshal.AsBytes(new Span<BeatCounts>(ref counts)));
            }
        }
        Everywhere = Alike();
    }

    private ref BeatCounts Of(int look)
    {
        if (look >= _ofLook.Length)
            Growing.ToHold(ref _ofLook, look + 1);
        return ref _ofLook[look];
    }

    private void Fold()
    {
        for (var look = 0; look < _ofLook.Length; look++)
        {
            var counts = _ofLook[look];
            if (counts.All == 0)
                continue;
            _ofFleet[_last].Add(counts, 1);
            foreach (var kind in Kinds)
            {
                if (fleet.LookAt(look).OfKind(kind) is >= 0 and var group)
                    CollectionsMarshal.GetValueRefOrAddDefault(_ofGroup[_last], group, out _).Add(counts, 1);
            }
            _ofLook[look] = default;
        }
    }

    private double Alike()
    {
        var least = double.PositiveInfinity;
        foreach (var group in _ofGroup.SelectMany(sweep => sweep.Keys).Distinct())
        {
            var counts = Outside(group, int.MaxValue);
            if (counts.All >= Least)
                least = Math.Min(least, counts.First + counts.Later >= LeastMissed ? First(counts) : 0);
        }
        return double.IsInfinity(least) ? 0 : least;
    }

    private BeatCounts Outside(int group, int enough)
    {
        var counts = new BeatCounts();
        for (var back = 0; back < Kept && counts.All < enough; back++)
        {
            var at = (_last + Kept - back) % Kept;
            counts.Add(_ofFleet[at], 1);
            counts.Add(_ofGroup[at].GetValueOrDefault(group), -1);
        }
        return counts;
    }

    private double? RateOutside(int group, bool later)
    {
        ref var rate = ref CollectionsMarshal.GetValueRefOrAddDefault(_asked, (group, later), out var known);
        if (known)
            return rate;
        var counts = Outside(group, later ? int.MaxValue : Enough);
        return rate = counts.All < Least ? null : later ? Math.Max(First(counts), Later(counts)) : First(counts);
    }

    // One that is missed may be anything.
    private static double First(in BeatCounts counts) => Math.Max(0, counts.First + counts.Later - 1) / (double)counts.All;

    // Two terminals may have died by themselves.
    private static double Later(in BeatCounts counts) => Math.Max(0, counts.Later - 2) is var later and > 0 ? later / (later + (Repeated * counts.Heard)) : 0;

    /// <summary>Heartbeats that came, and that were missed: the first of a terminal, and those right after one that was missed.</summary>
    private struct BeatCounts
    {
        public int Heard;
        public int First;
        public int Later;

        public readonly int All => Heard + First + Later;

        public void Add(in BeatCounts other, int times) =>
            (Heard, First, Later) = (Heard + (times * other.Heard), First + (times * other.First), Later + (times * other.Later));
    }
}
