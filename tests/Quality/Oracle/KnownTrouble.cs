using FleetWatch.Contracts;
using FleetWatch.Quality.Yardsticks;

namespace FleetWatch.Quality.Oracle;

/// <summary>
/// The oracle: it is told where a trouble is, which codes it shows with which shares, and how strong it is, and watches exactly that scope by a
/// Shiryaev-Roberts statistic of exactly that strength, R &lt;- (R (1 - s)^n + weeks)(1 - s + s q / p), Pollak 1985. It may fire falsely as often
/// as one stream of the product may: once in c = scopes of the kind x 25 causes x 4 kinds / (0.5 a thousand terminals) weeks.
/// </summary>
internal sealed class KnownTrouble
{
    private const double StreamsPerScope = 25 * 4;
    private const double FalsePerThousand = 0.5;
    private static readonly TimeSpan Before = TimeSpan.FromDays(1);

    /// <summary>What no page may do without, by the product's default settings: so many cards to blame a terminal, and so long a trouble.</summary>
    private const int Cards = 3;
    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(3);
    private readonly TrueIncident _trouble;
    private readonly Dictionary<string, double> _odds;
    private readonly double _strength;
    private readonly double _weeksAllowed;

    private KnownTrouble(TrueIncident trouble, Dictionary<string, double> odds, double strength, double weeksAllowed) =>
        (_trouble, _odds, _strength, _weeksAllowed) = (trouble, odds, strength, weeksAllowed);

    /// <summary>Null where the trouble is not told by failures (power, silence): such an oracle would need another statistic.</summary>
    public static KnownTrouble? Of(TrueIncident trouble, ScopedFeed feed, RecordedWeek week, ScopeCount scopes)
    {
        var during = feed.Failures.Where(one => one.At >= trouble.Start && one.At < trouble.End).ToList();
        var excess = during.GroupBy(one => one.Code).Select(code => (code.Key, Excess: code.Count() - (feed.RateOf(code.Key) * feed.AttemptsWithin(trouble.Start, trouble.End))))
            .Where(code => code.Excess > 1).ToList();
        var all = excess.Sum(code => code.Excess);
        if (all < 4)
            return null;
        var strength = Math.Clamp(all / Math.Max(1, feed.AttemptsWithin(trouble.Start, trouble.End)), 0.005, 0.95);
        var weeks = scopes.Of(trouble.Scope.Kind) * StreamsPerScope / (FalsePerThousand * Math.Max(100, week.Fleet.Count) / 1000);
        return new KnownTrouble(trouble, excess.ToDictionary(code => code.Key, code => code.Excess / all / feed.RateOf(code.Key)), strength, weeks);
    }

    /// <summary>How many of the events that the trouble touched had happened when the oracle was sure; null: never, until an hour after its end.</summary>
    /// <param name="feed">Of the trouble's scope.</param>
    /// <param name="byTheRules">Whether it keeps to the rules of a page, as the product must: <see cref="Cards"/> and <see cref="Lasting"/>.</param>
    public int? Delay(ScopedFeed feed, bool byTheRules)
    {
        var (first, cards) = ((DateTimeOffset?)null, new HashSet<string>());
        var (statistic, last) = (0.0, (At: _trouble.Start - Before, Attempts: feed.AttemptsBefore(_trouble.Start - Before)));
        foreach (var (at, code, card) in feed.Failures.Where(one => one.At >= last.At && one.At <= _trouble.End.AddHours(1)))
        {
            if (!_odds.TryGetValue(code, out var odds))
                continue;
            var attempts = feed.AttemptsBefore(at);
            var passed = Math.Max(0, attempts - last.Attempts - 1);
            statistic = ((statistic * Math.Pow(1 - _strength, passed)) + ((at - last.At).TotalDays / 7)) * (1 - _strength + (_strength * odds));
            last = (at, attempts);
            if (at < _trouble.Start)
                continue;
            first ??= at;
            if (card is not null)
                cards.Add(card);
            var allowed = !byTheRules || (at - first >= Lasting && (_trouble.Scope.Kind != ScopeKind.Terminal || cards.Count >= Cards));
            if (allowed && statistic >= _weeksAllowed)
                return _trouble.Hits.Count(hit => hit <= at);
        }
        return null;
    }
}
