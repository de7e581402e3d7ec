using FleetWatch.Contracts;
using FleetWatch.Quality.Yardsticks;

namespace FleetWatch.Quality.Oracle;

/// <summary>The fleet's everyday rate of each code and each issuer's share, from the days outside all troubles' beginnings: the first three.</summary>
internal sealed class FleetRates
{
    public const double Least = 3e-4;
    private static readonly TimeSpan Learning = TimeSpan.FromDays(3);
    private readonly Dictionary<string, double> _shares;

    public FleetRates(RecordedWeek week)
    {
        var clean = week.Feed.TakeWhile(one => one.At < week.Begins + Learning).Select(one => one.Event).ToList();
        var attempts = Math.Max(1, clean.OfType<TerminalHeartbeat>().Sum(beat => beat.Attempts ?? 0));
        var failures = clean.OfType<TransactionFailed>().ToList();
        ByCode = failures.GroupBy(CodeOf).ToDictionary(code => code.Key, code => Math.Max(Least, code.Count() / (double)attempts));
        _shares = failures.GroupBy(failure => failure.Bin ?? "").ToDictionary(bin => bin.Key, bin => bin.Count() / (double)failures.Count);
    }

    public IReadOnlyDictionary<string, double> ByCode { get; }

    public double ShareOf(string issuer) => _shares.GetValueOrDefault(issuer, 0.001);

    public static string CodeOf(TransactionFailed failure) => failure.ErrorCode ?? failure.ResponseCode ?? "";
}
