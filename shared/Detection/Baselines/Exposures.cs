using System.Runtime.InteropServices;
using FleetWatch.Contracts;
using FleetWatch.Detection.Fleet;

namespace FleetWatch.Detection.Baselines;

/// <summary>Attempts and heartbeats of every group since the feed began.</summary>
internal sealed class Exposures(FleetMap fleet)
{
    private (double Attempts, double Beats)[] _all = [];
    private double _fleet;

    public void Add(int terminal, int attempts, int beats)
    {
        Growing.ToHold(ref _all, fleet.Groups);
        _fleet += attempts;
        ref readonly var row = ref fleet.Row(terminal);
        Add(ref _all[row.Terminal], attempts, beats);
        if (row.Site >= 0)
            Add(ref _all[row.Site], attempts, beats);
        if (row.Merchant >= 0)
            Add(ref _all[row.Merchant], attempts, beats);
        foreach (var group in fleet.LookOf(terminal).Groups)
            Add(ref _all[group], attempts, beats);
    }

    /// <summary>
    /// Attempts with any cards; where an issuer is asked for, the fleet's. One issuer's are a share of what was added since: the share is learned
    /// and changes, so that a share of everything so far would grow and shrink without a single attempt.
    /// </summary>
    public double Of(int group)
    {
        if (fleet.KindOf(group) == ScopeKind.Issuer)
            return _fleet;
        return group < _all.Length ? _all[group].Attempts : 0;
    }

    /// <summary>Attempts of one terminal.</summary>
    public double At(int terminal) => fleet.Row(terminal).Terminal is var own && own < _all.Length ? _all[own].Attempts : 0;

    public void Needed(int terminal)
    {
        ref readonly var row = ref fleet.Row(terminal);
        Soon.Needed(_all, row.Terminal);
        Soon.Needed(_all, row.Site);
        Soon.Needed(_all, row.Merchant);
    }

    public double Beats(int group) => group < _all.Length ? _all[group].Beats : 0;

    public void Write(BinaryWriter target)
    {
        target.Write(_fleet);
        target.Write(_all.Length);
        target.Write(MemoryMarshal.AsBytes(_all.AsSpan()));
    }

    public void Read(BinaryReader source)
    {
        _fleet = source.ReadDouble();
        _all = new (double, double)[source.ReadInt32()];
        LargePages.Wanted(_all);
        source.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_all.AsSpan()));
    }

    private static void Add(ref (double Attempts, double Beats) one, int attempts, int beats)
    {
        one.Attempts += attempts;
        one.Beats += beats;
    }
}
