using FleetWatch.Contracts;
using FleetWatch.Quality.Yardsticks;

namespace FleetWatch.Quality.Oracle;

/// <summary>
/// What happened inside one scope: failures, each card once in six hours as retries are one failure, and the attempts that heartbeats told of;
/// between two heartbeats they are spread evenly, as the oracle knows the traffic too.
/// </summary>
internal sealed class ScopedFeed
{
    private static readonly TimeSpan Retries = TimeSpan.FromHours(6);
    private readonly List<(DateTimeOffset At, double Sum)> _attempts = [];
    private readonly IReadOnlyDictionary<string, double> _rates;

    public ScopedFeed(RecordedWeek week, Scope scope, FleetRates fleet)
    {
        var inside = week.Fleet.Where(terminal => KeyOf(terminal, scope.Kind) == scope.Key).Select(terminal => terminal.TerminalId).ToHashSet();
        var share = scope.Kind == ScopeKind.Issuer ? fleet.ShareOf(scope.Key) : 1;
        var counted = new Dictionary<string, DateTimeOffset>();
        var sum = 0.0;
        foreach (var (one, at) in week.Feed)
        {
            if (one is TerminalHeartbeat { Attempts: { } attempts } && (scope.Kind == ScopeKind.Issuer || inside.Contains(one.TerminalId)))
                _attempts.Add((at, sum += attempts * share));
            else if (one is TransactionFailed failure && (scope.Kind == ScopeKind.Issuer ? failure.Bin == scope.Key : inside.Contains(one.TerminalId)) && First(counted, failure))
                Failures.Add((failure.OccurredAt < at ? failure.OccurredAt : at, FleetRates.CodeOf(failure), failure.CardRef));
        }
        Failures.Sort((one, other) => one.At.CompareTo(other.At));
        _rates = fleet.ByCode;
    }

    public List<(DateTimeOffset At, string Code, string? Card)> Failures { get; } = [];

    public double RateOf(string code) => _rates.GetValueOrDefault(code, FleetRates.Least);

    public double AttemptsWithin(DateTimeOffset from, DateTimeOffset until) => AttemptsBefore(until) - AttemptsBefore(from);

    public double AttemptsBefore(DateTimeOffset at)
    {
        var next = _attempts.BinarySearch((at, double.MaxValue));
        next = next < 0 ? ~next : next;
        if (next == 0)
            return 0;
        var before = _attempts[next - 1];
        if (next == _attempts.Count)
            return before.Sum;
        var after = _attempts[next];
        return before.Sum + ((after.Sum - before.Sum) * ((at - before.At) / (after.At - before.At)));
    }

    public static string? KeyOf(TerminalRecord terminal, ScopeKind kind) => kind switch
    {
        ScopeKind.Terminal => terminal.TerminalId,
        ScopeKind.Site => terminal.SiteId,
        ScopeKind.Merchant => terminal.MerchantId,
        ScopeKind.Version => $"{terminal.Model}/{terminal.SoftwareVersion}",
        ScopeKind.CarrierRegion => $"{terminal.Carrier}/{terminal.Region}",
        ScopeKind.Carrier => terminal.Carrier,
        ScopeKind.Region => terminal.Region,
        ScopeKind.Fleet => "fleet",
        _ => null,
    };

    private static bool First(Dictionary<string, DateTimeOffset> counted, TransactionFailed failure)
    {
        if (failure.CardRef is not { } card)
            return true;
        var key = card + FleetRates.CodeOf(failure);
        if (counted.TryGetValue(key, out var before) && failure.OccurredAt - before < Retries)
            return false;
        counted[key] = failure.OccurredAt;
        return true;
    }
}
