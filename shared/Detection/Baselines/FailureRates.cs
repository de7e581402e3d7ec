using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Baselines;

/// <summary>
/// How often an attempt shows a symptom when nothing is wrong: the fleet's rate, shrunk to each terminal (gamma-Poisson) and
/// to each issuer. What an open finding explains is not learned.
/// </summary>
internal sealed class FailureRates(DetectionSettings settings, Exposures exposures)
{
    private const double AnyCode = 0.5;
    private const double Missed = 20;
    private static readonly int[] Kinds =
        [.. Enum.GetValues<Symptom>().Select(symptom => SymptomTable.IsBusiness(symptom) ? 0 : SymptomTable.IsLocal(symptom) ? 1 : 2)];
    private readonly double[] _fleet = new double[SymptomTable.Count];
    private static readonly IssuerCounts Nothing = new();
    private readonly Dictionary<int, IssuerCounts> _issuers = [];
    private int _issuersUntil;
    private double _failures;
    private double _business;
    private double _fleetAttempts;

    /// <summary>Attempts before the first failure of a kind was told of: the daily business, what terminals tell, and what else hosts do. Each may come from another source.</summary>
    private readonly double[] _untold = new double[3];
    private readonly bool[] _told = new bool[3];
    private readonly ByteCounts _terminals = new();
    private readonly BusyHours _network = new();

    /// <summary>Terminals that there is room for.</summary>
    private int _room;

    /// <summary>The fleet's rate of a symptom per attempt: never below the rate of mislabelled codes.</summary>
    public double Of(Symptom symptom) => Math.Max(settings.LeastRate, Upper(CountOf(symptom), settings.UpperBound) / (_fleetAttempts + settings.FleetPriorAttempts));

    /// <summary>The same rate as it looks: what is told of those that are well must not be taken for more than it is.</summary>
    public double LikelyOf(Symptom symptom) => CountOf(symptom) / (_fleetAttempts + settings.FleetPriorAttempts);

    /// <summary>The rate with cards of one issuer, likewise.</summary>
    public double LikelyOf(Symptom symptom, int issuer) => Known(issuer) is not { } own ? LikelyOf(symptom)
        : LikelyOf(symptom) * (settings.IssuerShape + own.Of[(int)symptom])
            / (settings.IssuerShape + (own.Business / Math.Max(1, _business) * _fleet[(int)symptom]));

    /// <summary>The rate at one terminal with cards of one issuer (-1: unknown), at that time.</summary>
    public double Of(Symptom symptom, int terminal, int issuer, long at) => Of(symptom, terminal, issuer, at, issuerBound: 0);

    /// <summary>The same for one card: its failures are few and all of one issuer, so that the issuer's rate may be worse than it looks as well.</summary>
    public double OfOneCard(Symptom symptom, int terminal, int issuer, long at) => Of(symptom, terminal, issuer, at, settings.UpperBound);

    private double Of(Symptom symptom, int terminal, int issuer, long at, double issuerBound)
    {
        var fleet = Of(symptom);
        var shape = settings.TerminalShape;
        var own = terminal < _room
            ? Upper(shape + SettledAt(symptom, terminal) + (exposures.At(terminal) * Supposed(symptom)), settings.UpperBound) / ((shape / fleet) + exposures.At(terminal))
            : fleet;
        return Math.Min(0.9, Math.Max(settings.LeastRate, own * IssuerFactor(symptom, issuer, issuerBound) * (SymptomTable.IsNetwork(symptom) ? _network.FactorAt(at) : 1)));
    }

    /// <summary>
    /// The share of the fleet's transactions that an issuer's cards have, by what they are declined for day by day; one standard
    /// deviation more than it looks, and all while nothing is known. Some issuers mislabel even these: at least half of what they have of all failures. One that is new
    /// has at least, one deviation less, what it has had since it came.
    /// </summary>
    public double ShareOf(int issuer) =>
        Known(issuer) is not { } own ? 1 : Math.Min(1, Math.Max(Math.Max((own.Business + 1 + Math.Sqrt(own.Business + 1)) / (_business + 1),
            AnyCode * own.Failures / (_failures + 1)), (own.Business - Math.Sqrt(own.Business)) / (_business - own.Before + 1)));

    /// <summary>The same share as it looks: what speaks for an end must not be taken for more than it is.</summary>
    public double LikelyShareOf(int issuer) =>
        Known(issuer) is not { } own ? 1 : Math.Min(1, (own.Business + 0.5) / (_business + 1));

    /// <summary>The issuers whose cards have the most attempts, by what they are declined for day by day.</summary>
    public IEnumerable<int> Busiest(int most) => _issuers.OrderByDescending(issuer => issuer.Value.Business).ThenBy(issuer => issuer.Key)
        .Take(most).Select(issuer => issuer.Key);

    /// <summary>
    /// How many failures an attempt is taken to have had that nobody told of. An estate may begin with heartbeats, and with what a host refuses days later: what was tried until then has not passed
    /// for that, but failed as often as a fleet begins with.
    /// </summary>
    private double Supposed(Symptom symptom) => BeginsWith(symptom) * (1 - ToldShare(symptom));

    /// <summary>The share of all attempts whose failures of such a kind would have been told of: what a place has had is known as far as that.</summary>
    public double ToldShare(Symptom symptom) => 1 - (_untold[Kinds[(int)symptom]] / Math.Max(1, _fleetAttempts));

    /// <summary>About how many attempts with an issuer's cards there were since the feed began.</summary>
    public double AttemptsOf(int issuer) => Known(issuer) is not { } own ? 0 : own.Business / Math.Max(1, _business) * _fleetAttempts;

    /// <summary>Failures with an issuer's cards that nothing explained, since the feed began.</summary>
    public double CountOf(Symptom symptom, int issuer) => Known(issuer)?.Of[(int)symptom] ?? 0;

    /// <summary>Attempts of a terminal since the feed began.</summary>
    public double AttemptsAt(int terminal) => exposures.At(terminal);

    /// <summary>Failures of a terminal that became part of its everyday.</summary>
    public double SettledAt(Symptom symptom, int terminal) => terminal < _room ? _terminals[(terminal * SymptomTable.Count) + (int)symptom] : 0;

    public void Attempts(int terminal, int attempts, long at)
    {
        Grow(terminal);
        _network.Attempts(at, attempts);
        _fleetAttempts += attempts;
    }

    public void Failed(Symptom symptom, int terminal, int issuer)
    {
        Grow(terminal);
        Told(symptom);
        _fleet[(int)symptom]++;
        if (issuer < 0)
            return;
        var own = Counted(issuer);
        own.Of[(int)symptom]++;
        own.Failures++;
        _failures++;
        if (symptom is not (Symptom.Funds or Symptom.Expired or Symptom.WrongPin))
            return;
        own.Business++;
        _business++;
    }

    /// <summary>Nothing explained it for a day: that is how this terminal is.</summary>
    public void Settled(Symptom symptom, int terminal, long at) => Settle(symptom, terminal, at, 1);

    /// <summary>A finding explains it after all: it was no part of the everyday.</summary>
    public void Unlearn(Symptom symptom, int terminal, int issuer, long at, bool settled)
    {
        _fleet[(int)symptom] = Math.Max(0, _fleet[(int)symptom] - 1);
        if (settled)
            Settle(symptom, terminal, at, -1);
        if (Known(issuer) is not { } own || own.Of[(int)symptom] <= 0)
            return;
        own.Of[(int)symptom]--;
        own.Failures--;
        _failures--;
    }

    public void Write(BinaryWriter target)
    {
        WriteAll(target, _fleet);
        WriteAll(target, _untold);
        foreach (var told in _told)
            target.Write(told);
        target.Write(_fleetAttempts);
        target.Write(_business);
        target.Write(_issuersUntil);
        target.Write(_issuers.Count);
        foreach (var (issuer, own) in _issuers.OrderBy(issuer => issuer.Key))
        {
            target.Write(issuer);
            WriteAll(target, own.Of);
            target.Write(own.Business);
            target.Write(own.Before);
        }
        target.Write(_room);
        _terminals.Write(target);
        _network.Write(target);
    }

    public void Read(BinaryReader source)
    {
        ReadAll(source, _fleet);
        ReadAll(source, _untold);
        for (var kind = 0; kind < _told.Length; kind++)
            _told[kind] = source.ReadBoolean();
        _fleetAttempts = source.ReadDouble();
        _business = source.ReadDouble();
        var until = source.ReadInt32();
        for (var issuers = source.ReadInt32(); issuers > 0; issuers--)
        {
            var own = Counted(source.ReadInt32());
            ReadAll(source, own.Of);
            own.Business = source.ReadDouble();
            own.Before = source.ReadDouble();
            own.Failures = own.Of.Sum();
            _failures += own.Failures;
        }
        _issuersUntil = until;
        _room = source.ReadInt32();
        _terminals.Read(source);
        _network.Read(source);
    }

    private void Settle(Symptom symptom, int terminal, long at, int failures)
    {
        Grow(terminal);
        _terminals.Add((terminal * SymptomTable.Count) + (int)symptom, failures);
        if (SymptomTable.IsNetwork(symptom))
            _network.Failed(at, failures);
    }

    // None of them where a fleet begins with so many of each is no matter of chance.
    private void Told(Symptom symptom)
    {
        var kind = Kinds[(int)symptom];
        if (!_told[kind] && _fleetAttempts * BeginsWith(symptom) >= Missed)
            _untold[kind] = _fleetAttempts;
        _told[kind] = true;
    }

    private double IssuerFactor(Symptom symptom, int issuer, double bound)
    {
        if (Known(issuer) is not { } own)
            return 1;
        var shape = settings.IssuerShape;
        return Upper(shape + own.Of[(int)symptom], bound) / (shape + (own.Business / Math.Max(1, _business) * _fleet[(int)symptom]));
    }

    // One that came before the latest that failed, and of which nothing was learned, is known to have nothing.
    private IssuerCounts? Known(int issuer) =>
        issuer < 0 || issuer >= _issuersUntil ? null : _issuers.GetValueOrDefault(issuer, Nothing);

    private IssuerCounts Counted(int issuer)
    {
        _issuersUntil = Math.Max(_issuersUntil, issuer + 1);
        if (!_issuers.TryGetValue(issuer, out var own))
            _issuers[issuer] = own = new IssuerCounts { Before = _business };
        return own;
    }

    // A count, as much larger as it may be by chance.
    private static double Upper(double count, double deviations) => count + (deviations * Math.Sqrt(count));

    // With what a fleet begins with.
    private double CountOf(Symptom symptom) => _fleet[(int)symptom] + (BeginsWith(symptom) * (settings.FleetPriorAttempts + _untold[Kinds[(int)symptom]]));

    private static double BeginsWith(Symptom symptom) => SymptomTable.IsBusiness(symptom) ? 0.01 : 0.001;

    private void Grow(int terminal)
    {
        if (terminal < _room)
            return;
        _room = Growing.Room(terminal + 1);
        _terminals.ToHold(_room * SymptomTable.Count);
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

    /// <summary>Failures with one issuer's cards that nothing explained, by symptom, in all, and those of the daily business. Issuers are few, and their numbers those of groups.</summary>
    private sealed class IssuerCounts
    {
        public double[] Of { get; } = new double[SymptomTable.Count];
        public double Business { get; set; }

        /// <summary>Everyday declines of all before its first failure.</summary>
        public double Before { get; set; }
        public double Failures { get; set; }
    }
}
