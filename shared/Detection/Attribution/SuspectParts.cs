using System.Runtime.InteropServices;
using FleetWatch.Detection.Causes;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Attribution;

/// <summary>What is blamed on one scope, by the parts of it: one pass over the observations, however many parts there are.</summary>
internal sealed class SuspectParts
{
    private readonly Dictionary<int, SuspectPart> _parts = [];
    private readonly Suspicion _given;
    private readonly Func<TerminalSeat, int> _partOf;
    private ILookup<int, Observation>? _inside;

    private SuspectParts(Suspicion given, Func<TerminalSeat, int> partOf) => (_given, _partOf) = (given, partOf);

    public int Count => _parts.Count;

    /// <summary>In the order in which they first failed.</summary>
    public IEnumerable<KeyValuePair<int, SuspectPart>> All => _parts;

    public static SuspectParts Of(Suspicion given, Func<TerminalSeat, int> partOf)
    {
        var parts = new SuspectParts(given, partOf);
        foreach (ref readonly var one in CollectionsMarshal.AsSpan(given.Inside))
        {
            var seat = given.Fleet.Seat(one.Terminal);
            ref var part = ref CollectionsMarshal.GetValueRefOrAddDefault(parts._parts, partOf(seat), out _);
            part.Add(Weight(given.Cause, one, given.Strength), Weight(given.Cause, one, Window.Strengths[^1]), seat.SiteOrSelf);
        }
        return parts;
    }

    /// <summary>How much one observation speaks for the cause at a strength, in nats.</summary>
    public static double Weight(CauseSignature cause, in Observation one, double strength)
    {
        var odds = one.Symptom == Symptom.Silence ? 1 / one.Rate : cause.ShareOf(one.Symptom) / one.Rate;
        return Math.Log(1 - strength + (strength * odds));
    }

    public int Strongest()
    {
        var (strongest, most) = (-1, double.NegativeInfinity);
        foreach (var (key, part) in _parts)
        {
            if (part.Weight > most || (part.Weight == most && key < strongest))
                (strongest, most) = (key, part.Weight);
        }
        return strongest;
    }

    public IEnumerable<Observation> Inside(int key) => (_inside ??= _given.Inside.ToLookup(one => _partOf(_given.Fleet.Seat(one.Terminal))))[key];
}

/// <summary>One part: how many observations, how much they speak for the cause at the strength of the whole, and at most at any.</summary>
internal struct SuspectPart
{
    private int _site;

    public int Count { get; private set; }
    public double Weight { get; private set; }
    public double MostWeight { get; private set; }

    /// <summary>They are of two sites at least.</summary>
    public bool HasSites { get; private set; }

    public void Add(double weight, double atFullStrength, int site)
    {
        HasSites |= Count > 0 && site != _site;
        _site = site;
        Count++;
        Weight += weight;
        MostWeight += Math.Max(0, atFullStrength);
    }

    public void Add(in SuspectPart part)
    {
        HasSites |= part.HasSites || (Count > 0 && part._site != _site);
        _site = part._site;
        Count += part.Count;
        Weight += part.Weight;
        MostWeight += part.MostWeight;
    }
}
