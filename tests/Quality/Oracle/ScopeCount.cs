using FleetWatch.Contracts;
using FleetWatch.Quality.Yardsticks;

namespace FleetWatch.Quality.Oracle;

/// <summary>How many scopes of each kind a fleet has.</summary>
internal sealed class ScopeCount(RecordedWeek week)
{
    private readonly int _issuers = week.Feed.Select(one => one.Event).OfType<TransactionFailed>().Select(failure => failure.Bin).Distinct().Count();

    public int Of(ScopeKind kind) => Math.Max(1, kind switch
    {
        ScopeKind.Issuer => _issuers,
        ScopeKind.Terminal => week.Fleet.Count,
        _ => week.Fleet.Select(terminal => ScopedFeed.KeyOf(terminal, kind)).Distinct().Count(),
    });
}
