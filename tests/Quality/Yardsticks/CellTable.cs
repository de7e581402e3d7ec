using FleetWatch.Contracts;

namespace FleetWatch.Quality.Yardsticks;

/// <summary>A week as cells: every class at every scope at which a rule of it would be written.</summary>
internal sealed class CellTable
{
    public static readonly TimeSpan Step = TimeSpan.FromMinutes(5);
    private const int LearningSteps = 3 * 288;
    private readonly Dictionary<string, List<Scope>> _scopesOf = [];
    private readonly Dictionary<Scope, double[]> _attempts = [];
    private readonly Dictionary<(FailureClass, Scope), Cell> _cells = [];
    private readonly Dictionary<FailureClass, int> _failures = FailureClass.All.ToDictionary(kind => kind, _ => 0);
    private readonly DateTimeOffset _begins;
    private readonly int _steps;
    private static readonly Scope Whole = new(ScopeKind.Fleet, "fleet");

    public CellTable(RecordedWeek week)
    {
        _begins = week.Begins;
        _steps = StepOf(week.Feed[^1].At) + 1;
        foreach (var terminal in week.Fleet)
            _scopesOf[terminal.TerminalId] = [.. ScopesOf(terminal)];
        foreach (var (one, at) in week.Feed)
        {
            if (one is TerminalHeartbeat { Attempts: > 0 and { } attempts })
                Count(one.TerminalId, StepOf(at), attempts);
        }
        foreach (var counts in _attempts.Values)
            Accumulate(counts);
        Fill(week);
    }

    public IReadOnlyCollection<Cell> Cells => _cells.Values;

    public DateTimeOffset EndOf(int step) => _begins + (Step * (step + 1));

    /// <summary>The fleet's everyday rate of a class, from its first days.</summary>
    public double RateOf(FailureClass kind) =>
        Math.Max(3e-4, _failures[kind] / Math.Max(1, _attempts[Whole][Math.Min(LearningSteps, _steps)]));

    private void Fill(RecordedWeek week)
    {
        foreach (var (one, at) in week.Feed)
        {
            if (one is not TransactionFailed failure || FailureClass.Of(failure) is not { } kind)
                continue;
            var step = StepOf(at);
            _failures[kind] += step < LearningSteps ? 1 : 0;
            foreach (var scope in _scopesOf.GetValueOrDefault(one.TerminalId, []).Append(new Scope(ScopeKind.Issuer, failure.Bin ?? "")))
            {
                if (kind.Causes.ContainsKey(scope.Kind))
                    CellOf(kind, scope).Add(step);
            }
        }
        foreach (var cell in _cells.Values)
            cell.Close();
    }

    // An issuer's attempts are not reported: they are taken as one hundredth of the fleet's.
    private Cell CellOf(FailureClass kind, Scope scope)
    {
        if (_cells.TryGetValue((kind, scope), out var known))
            return known;
        var attempts = scope.Kind == ScopeKind.Issuer ? [.. _attempts[Whole].Select(all => all / 100)] : _attempts.GetValueOrDefault(scope) ?? new double[_steps + 1];
        return _cells[(kind, scope)] = new Cell(kind, scope, attempts, LearningSteps);
    }

    private void Count(string terminal, int step, int attempts)
    {
        foreach (var scope in _scopesOf.GetValueOrDefault(terminal, []).Append(Whole))
        {
            if (!_attempts.TryGetValue(scope, out var counts))
                _attempts[scope] = counts = new double[_steps + 1];
            counts[step + 1] += attempts;
        }
    }

    private static void Accumulate(double[] counts)
    {
        for (var step = 1; step < counts.Length; step++)
            counts[step] += counts[step - 1];
    }

    private int StepOf(DateTimeOffset at) => (int)((at - _begins) / Step);

    private static IEnumerable<Scope> ScopesOf(TerminalRecord terminal)
    {
        yield return new Scope(ScopeKind.Terminal, terminal.TerminalId);
        yield return new Scope(ScopeKind.Site, terminal.SiteId ?? "");
        yield return new Scope(ScopeKind.Merchant, terminal.MerchantId ?? "");
        yield return new Scope(ScopeKind.Version, $"{terminal.Model}/{terminal.SoftwareVersion}");
        yield return new Scope(ScopeKind.CarrierRegion, $"{terminal.Carrier}/{terminal.Region}");
        yield return new Scope(ScopeKind.Region, terminal.Region ?? "");
    }
}
