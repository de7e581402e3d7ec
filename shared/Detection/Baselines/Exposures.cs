using FleetWatch.Contracts;
using FleetWatch.Detection.Fleet;

namespace FleetWatch.Detection.Baselines;

/// <summary>Attempts and heartbeats of every group since the feed began.</summary>
internal sealed class Exposures(FleetMap fleet)
{
    private double[] _attempts = [];
    private double[] _beats = [];
    private double _fleet;

    public void Add(int terminal, int attempts, int beats)
    {
        if (_attempts.Length < fleet.Groups)
        {
            Array.Resize(ref _attempts, fleet.Groups * 2);
            Array.Resize(ref _beats, fleet.Groups * 2);
        }
        _fleet += attempts;
        foreach (var group in fleet.Seat(terminal).Groups)
        {
            _attempts[group] += attempts;
            _beats[group] += beats;
        }
    }

    /// <param name="group">Whose attempts; an issuer's are its share of the fleet's.</param>
    /// <param name="issuer">Only those with cards of this issuer; -1: all.</param>
    /// <param name="rates">Knows the issuers' shares.</param>
    public double Of(int group, int issuer, FailureRates rates)
    {
        if (fleet.Group(group).Scope.Kind == ScopeKind.Issuer)
            return _fleet * rates.ShareOf(group);
        var all = group < _attempts.Length ? _attempts[group] : 0;
        return issuer >= 0 ? all * rates.ShareOf(issuer) : all;
    }

    public double Beats(int group) => group < _beats.Length ? _beats[group] : 0;

    public void Write(BinaryWriter target)
    {
        target.Write(_fleet);
        target.Write(_attempts.Length);
        for (var group = 0; group < _attempts.Length; group++)
        {
            target.Write(_attempts[group]);
            target.Write(_beats[group]);
        }
    }

    public void Read(BinaryReader source)
    {
        _fleet = source.ReadDouble();
        _attempts = new double[source.ReadInt32()];
        _beats = new double[_attempts.Length];
        for (var group = 0; group < _attempts.Length; group++)
        {
            _attempts[group] = source.ReadDouble();
            _beats[group] = source.ReadDouble();
        }
    }
}
