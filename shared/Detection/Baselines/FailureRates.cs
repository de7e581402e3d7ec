using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Baselines;

/// <summary>
/// How often an attempt shows a symptom when nothing is wrong: the fleet's rate, shrunk to each terminal (gamma-Poisson) and
/// to each issuer. What an open finding explains is not learned.
/// </summary>
internal sealed class FailureRates(DetectionSettings settings)
{
    private const double AnyCode = 0.5;
    private readonly double[] _fleet = new double[SymptomTable.Count];
    private readonly List<double[]> _issuers = [];
    private readonly List<double> _issuerBusiness = [];
    private readonly List<double> _issuerFailures = [];
    private double _failures;
    private double _business;
    private double _fleetAttempts;
    private readonly ByteCounts _terminals = new();
    private float[] _attempts = [];

    /// <summary>The fleet's rate of a symptom per attempt: never below the rate of mislabelled codes.</summary>
    public double Of(Symptom symptom)
    {
        var guess = SymptomTable.IsBusiness(symptom) ? 0.01 : 0.001;
        return Math.Max(settings.LeastRate, (_fleet[(int)symptom] + (guess * settings.FleetPriorAttempts)) / (_fleetAttempts + settings.FleetPriorAttempts));
    }

    /// <summary>The rate at one terminal with cards of one issuer (-1: unknown).</summary>
    public double Of(Symptom symptom, int terminal, int issuer)
    {
        var fleet = Of(symptom);
        var shape = settings.TerminalShape;
        var own = terminal < _attempts.Length
            ? Upper(shape + _terminals[(terminal * SymptomTable.Count) + (int)symptom]) / ((shape / fleet) + _attempts[terminal])
            : fleet;
        return Math.Min(0.9, Math.Max(settings.LeastRate, own * IssuerFactor(symptom, issuer)));
    }

    /// <summary>
    /// The share of the fleet's transactions that an issuer's cards have, by what they are declined for day by day; one standard
    /// deviation more than it looks, and all while nothing is known. Some issuers mislabel even these: at least half of what they have of all failures.
    /// </summary>
    public double ShareOf(int issuer) =>
        issuer < 0 || issuer >= _issuers.Count ? 1 : Math.Min(1, Math.Max((_issuerBusiness[issuer] + 1 + Math.Sqrt(_issuerBusiness[issuer] + 1)) / (_business + 1),
            AnyCode * _issuerFailures[issuer] / (_failures + 1)));

    /// <summary>The same share as it looks: what speaks for an end must not be taken for more than it is.</summary>
    public double LikelyShareOf(int issuer) =>
        issuer < 0 || issuer >= _issuers.Count ? 1 : Math.Min(1, (_issuerBusiness[issuer] + 0.5) / (_business + 1));

    /// <summary>About how many attempts with an issuer's cards there were since the feed began.</summary>
    public double AttemptsOf(int issuer) => issuer < 0 || issuer >= _issuers.Count ? 0 : _issuerBusiness[issuer] / Math.Max(1, _business) * _fleetAttempts;

    /// <summary>Failures with an issuer's cards that nothing explained, since the feed began.</summary>
    public double CountOf(Symptom symptom, int issuer) => issuer < 0 || issuer >= _issuers.Count ? 0 : _issuers[issuer][(int)symptom];

    /// <summary>Attempts of a terminal since the feed began.</summary>
    public double AttemptsAt(int terminal) => terminal < _attempts.Length ? _attempts[terminal] : 0;

    /// <summary>Failures of a terminal that became part of its everyday.</summary>
    public double SettledAt(Symptom symptom, int terminal) => terminal < _attempts.Length ? _terminals[(terminal * SymptomTable.Count) + (int)symptom] : 0;

    public void Attempts(int terminal, int attempts)
    {
        Grow(terminal);
        _attempts[terminal] += attempts;
        _fleetAttempts += attempts;
    }

    public void Failed(Symptom symptom, int terminal, int issuer)
    {
        Grow(terminal);
        _fleet[(int)symptom]++;
        if (issuer < 0)
            return;
        while (_issuers.Count <= issuer)
        {
            _issuers.Add(new double[SymptomTable.Count]);
            _issuerBusiness.Add(0);
            _issuerFailures.Add(0);
        }
        _issuers[issuer][(int)symptom]++;
        _issuerFailures[issuer]++;
        _failures++;
        if (symptom is not (Symptom.Funds or Symptom.Expired or Symptom.WrongPin))
            return;
        _issuerBusiness[issuer]++;
        _business++;
    }

    /// <summary>Nothing explained it for a day: that is how this terminal is.</summary>
    public void Settled(Symptom symptom, int terminal)
    {
        Grow(terminal);
        _terminals.Add((terminal * SymptomTable.Count) + (int)symptom, 1);
    }

    /// <summary>A finding explains it after all: it was no part of the everyday.</summary>
    public void Unlearn(Symptom symptom, int terminal, int issuer, bool settled)
    {
        _fleet[(int)symptom] = Math.Max(0, _fleet[(int)symptom] - 1);
        if (settled)
            _terminals.Add((terminal * SymptomTable.Count) + (int)symptom, -1);
        if (issuer < 0 || issuer >= _issuers.Count || _issuers[issuer][(int)symptom] <= 0)
            return;
        _issuers[issuer][(int)symptom]--;
        _issuerFailures[issuer]--;
        _failures--;
    }

    public void Write(BinaryWriter target)
    {
        WriteAll(target, _fleet);
        target.Write(_fleetAttempts);
        target.Write(_business);
        target.Write(_issuers.Count);
        for (var issuer = 0; issuer < _issuers.Count; issuer++)
        {
            WriteAll(target, _issuers[issuer]);
            target.Write(_issuerBusiness[issuer]);
        }
        target.Write(_attempts.Length);
        target.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(_attempts.AsSpan()));
        _terminals.Write(target);
    }

    public void Read(BinaryReader source)
    {
        ReadAll(source, _fleet);
        _fleetAttempts = source.ReadDouble();
        _business = source.ReadDouble();
        for (var issuers = source.ReadInt32(); issuers > 0; issuers--)
        {
            _issuers.Add(new double[SymptomTable.Count]);
            ReadAll(source, _issuers[^1]);
            _issuerBusiness.Add(source.ReadDouble());
            _issuerFailures.Add(_issuers[^1].Sum());
            _failures += _issuerFailures[^1];
        }
        _attempts = new float[source.ReadInt32()];
        source.BaseStream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(_attempts.AsSpan()));
        _terminals.Read(source);
    }

    private double IssuerFactor(Symptom symptom, int issuer)
    {
        if (issuer < 0 || issuer >= _issuers.Count)
            return 1;
        var shape = settings.IssuerShape;
        var own = _issuers[issuer][(int)symptom];
        return Upper(shape + own) / (shape + (_issuerBusiness[issuer] / Math.Max(1, _business) * _fleet[(int)symptom]));
    }

    // A count, as much larger as it may be by chance.
    private double Upper(double count) => count + (settings.UpperBound * Math.Sqrt(count));

    private void Grow(int terminal)
    {
        if (terminal < _attempts.Length)
            return;
        Growing.ToHold(ref _attempts, terminal + 1);
        _terminals.ToHold(_attempts.Length * SymptomTable.Count);
    }

    private static void WriteAll(BinaryWriter target, double[] values)
    {
        foreach (var value in values)
            target.Write(value);
    }

    private static void ReadAll(BinaryReader source, double[] values)
    {
        for (var at = 0; at < values.Length; at++)
            values[at] = source.ReadDouble();
    }
}
