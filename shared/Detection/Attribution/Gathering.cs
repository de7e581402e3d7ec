using FleetWatch.Contracts;
using FleetWatch.Detection.Fleet;

namespace FleetWatch.Detection.Attribution;

/// <summary>
/// What may have come together with one trigger: gathered once for all hypotheses about it, oldest first, each with the kinds of scope that it
/// shares with the trigger, one bit a kind.
/// </summary>
internal sealed class Gathering(FleetMap fleet, ObservationLog log)
{
    /// <summary>How many observations ahead the places of their terminals are fetched.</summary>
    private const int Ahead = 12;
    private readonly List<Gathered> _all = [];
    private (int Asked, int Common)[] _ofLook = [];
    private int _asked;

    /// <summary>Observations that were looked at, kept or not, since the beginning.</summary>
    public long Visited { get; private set; }

    public List<Gathered> All => _all;

    public static int Bit(ScopeKind kind) => 1 << (int)kind;

    /// <param name="trigger">What all of it is to be together with.</param>
    /// <param name="symptoms">Of which symptoms, one bit each.</param>
    /// <param name="kinds">Within which kinds of scope, one bit each.</param>
    /// <param name="since">From when, in ticks.</param>
    /// <param name="until">Until when, in ticks.</param>
    public void About(in Observation trigger, ulong symptoms, int kinds, long since, long until)
    {
        _all.Clear();
        _asked++;
        var sorted = true;
        for (var symptom = 0; symptom < Symptoms.SymptomTable.Count; symptom++)
        {
            if ((symptoms >> symptom & 1) == 0)
                continue;
            var observations = log.Of((Symptoms.Symptom)symptom);
            for (var at = 0; at < observations.Length; at++)
            {
                if (at + Ahead < observations.Length)
                    fleet.RowNeeded(observations[at + Ahead].Terminal);
                ref readonly var one = ref observations[at];
                Visited++;
                if (one.At < since || one.At > until || Common(trigger, one) is var common && (common & kinds) == 0)
                    continue;
                sorted &= _all.Count == 0 || _all[^1].One.At <= one.At;
                _all.Add(new Gathered(one, common, _all.Count));
            }
        }
        if (!sorted)
            _all.Sort((one, other) => one.One.At != other.One.At ? one.One.At.CompareTo(other.One.At) : one.Number.CompareTo(other.Number));
    }

    private int Common(in Observation trigger, in Observation one)
    {
        ref readonly var mine = ref fleet.Row(trigger.Terminal);
        ref readonly var its = ref fleet.Row(one.Terminal);
        var common = one.Issuer >= 0 && one.Issuer == trigger.Issuer ? Bit(ScopeKind.Issuer) : 0;
        if (its.Terminal == mine.Terminal)
            common |= Bit(ScopeKind.Terminal);
        if (its.Site >= 0 && its.Site == mine.Site)
            common |= Bit(ScopeKind.Site);
        if (its.Merchant >= 0 && its.Merchant == mine.Merchant)
            common |= Bit(ScopeKind.Merchant);
        return common | CommonLook(mine.Look, its.Look, trigger.Terminal, one.Terminal);
    }

    private int CommonLook(int mine, int its, int trigger, int terminal)
    {
        if (its >= _ofLook.Length)
            Growing.ToHold(ref _ofLook, its + 1);
        ref var known = ref _ofLook[its];
        if (known.Asked == _asked)
            return known.Common;
        var (one, other) = (fleet.LookOf(trigger), fleet.LookOf(terminal));
        var common = 0;
        foreach (var kind in Enum.GetValues<ScopeKind>())
        {
            if (one.OfKind(kind) is >= 0 and var group && (mine == its || other.OfKind(kind) == group))
                common |= Bit(kind);
        }
        known = (_asked, common);
        return common;
    }
}

/// <summary>An observation, what it shares with the trigger, and its place among what was gathered, which settles ties of time.</summary>
internal readonly record struct Gathered(Observation One, int Common, int Number);
