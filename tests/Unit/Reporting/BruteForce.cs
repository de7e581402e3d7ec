using FleetWatch.Contracts;
using FleetWatch.Explaining.Refusals;
using FleetWatch.Reporting.Costs;
using FleetWatch.Reporting.Troubles;

namespace FleetWatch.Unit.Reporting;

/// <summary>
/// The numbers of a week from its raw events once more, in the plainest way there is: no rows, no bitmaps, no index; every question goes
/// through all events again.
/// </summary>
internal sealed class BruteForce
{
    private static readonly string[] Offline = ["network-drops", "site-network", "carrier-outage", "network-congestion", "weather", "app-frozen", "power"];
    private readonly SimulatedWeek _of;
    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset _to;
    private readonly List<TerminalEvent> _unique;
    private readonly ILookup<string, TerminalEvent> _byTerminal;
    private readonly Dictionary<string, HashSet<DateTimeOffset>> _heard;

    public BruteForce(SimulatedWeek of)
    {
        _of = of;
        (_from, _to) = (SimulatedWeek.Monday.AddDays(7), SimulatedWeek.Monday.AddDays(14));
        _unique = [.. of.Feed.DistinctBy(one => one.Id)];
        _byTerminal = _unique.Where(In).ToLookup(one => one.TerminalId);
        _heard = of.Feed.GroupBy(one => one.TerminalId).ToDictionary(same => same.Key, same => same.Select(one => HalfHour(one.SentAt ?? one.OccurredAt)).ToHashSet());
        Failures = [.. _unique.OfType<TransactionFailed>().Where(In)];
        Terminals = [.. of.Registry.Select(one => one.TerminalId).Union(of.Feed.Where(one => In(one) || (one.SentAt >= SimulatedWeek.Monday && one.SentAt < _to)).Select(one => one.TerminalId))];
        Candidates = [.. of.Troubles.Where(one => one.StartedAt < _to && !one.Merged && !one.Withdrawn && one.Scope.Kind != ScopeKind.Card && (one.ResolvedAt is null || one.ResolvedAt > _from))
            .OrderBy(one => one.Scope.Kind).ThenByDescending(one => one.StartedAt).ThenBy(one => one.Id, StringComparer.Ordinal)];
        Presence = Terminals.ToDictionary(one => one, Halves);
    }

    public IReadOnlyList<TransactionFailed> Failures { get; }
    public IReadOnlyList<string> Terminals { get; }
    public IReadOnlyList<Trouble> Candidates { get; }

    /// <summary>Each terminal's half hours: a for available, s for silent, nothing for closed.</summary>
    public IReadOnlyDictionary<string, Dictionary<DateTimeOffset, char>> Presence { get; }

    public int Attempts(string terminal, int? day = null) => _byTerminal[terminal].OfType<TerminalHeartbeat>().Where(one => day is null || Day(one.OccurredAt) == day).Sum(one => one.Attempts ?? 0);

    public int Attempts(int? day = null) => Terminals.Sum(one => Attempts(one, day));

    public static bool IsTechnical(TransactionFailed one) => !RefusalFamily.IsEveryday(RefusalFamily.Of(one));

    public static int Day(DateTimeOffset at) => (int)(at.ToOffset(TimeSpan.FromHours(8)).Date - SimulatedWeek.Monday.AddDays(7).Date).TotalDays;

    /// <summary>Null: none explains it.</summary>
    public Trouble? Explains(TransactionFailed failure) => Candidates.FirstOrDefault(one => failure.OccurredAt >= one.StartedAt
        && (one.ResolvedAt is null || failure.OccurredAt < one.ResolvedAt) && Shows(one, failure) && Holds(one.Scope, failure));

    public Cost CostOf(Trouble? trouble, string? terminal = null)
    {
        var mine = Failures.Where(one => (terminal is null || one.TerminalId == terminal) && Explains(one)?.Id == trouble?.Id && (trouble is not null || IsTechnical(one))).ToList();
        var customers = mine.OrderBy(one => one.OccurredAt).GroupBy(one => (one.TerminalId, one.CardRef ?? one.Id, Day(one.OccurredAt))).ToList();
        var silent = Presence.Where(one => terminal is null || one.Key == terminal).SelectMany(one => one.Value.Where(half => half.Value == 's').Select(half => (Terminal: one.Key, At: half.Key)))
            .Where(half => Candidates.FirstOrDefault(one => ExplainsSilence(one, half.Terminal, half.At))?.Id == trouble?.Id).ToList();
        return new Cost
        {
            Failures = mine.Count,
            Customers = customers.Count,
            SilentMinutes = silent.Count * 30,
            MissedAttempts = Math.Round(silent.Sum(half => AttemptsAHalf(half.Terminal)), 1),
            Amounts = [.. customers.Select(card => card.First()).Where(first => first.AmountMinor > 0).Select(first => new Money(first.Currency ?? "", first.AmountMinor!.Value, 0)) // Filtered just before.
                .Concat(silent.GroupBy(half => CurrencyOf(half.Terminal)).Select(same => new Money(same.Key, 0, (long)Math.Round(same.Sum(half => AttemptsAHalf(half.Terminal)) * Usual(same.Key)))))
                .GroupBy(money => money.Currency).Select(same => new Money(same.Key, same.Sum(one => one.FailedMinor), same.Sum(one => one.MissedMinor)))
                .Where(money => money.TotalMinor > 0)],
        };
    }

    /// <summary>Failures of attempts of both weeks by site and by day, for the verdict: whether the rate has changed.</summary>
    public IEnumerable<(string Site, int Day, double Failures, double Attempts, bool Before)> Cells(Func<TransactionFailed, bool> counted) =>
        from one in _unique
        where one.OccurredAt >= _from.AddDays(-7) && one.OccurredAt < _to
        let failures = one is TransactionFailed failed && counted(failed) ? 1 : 0
        let attempts = one is TerminalHeartbeat { Attempts: { } tried } ? tried : 0
        where failures + attempts > 0
        select (_of.Registry.FirstOrDefault(terminal => terminal.TerminalId == one.TerminalId)?.SiteId ?? one.TerminalId, ((Day(one.OccurredAt) % 7) + 7) % 7,
            (double)failures, (double)attempts, one.OccurredAt < _from);

    private double AttemptsAHalf(string terminal) => Attempts(terminal) / (double)Math.Max(1, Presence[terminal].Values.Count(one => one == 'a'));

    private double Usual(string currency) => Failures.Where(one => one.AmountMinor is not null && one.Currency == currency).Average(one => (double)one.AmountMinor!.Value); // Filtered just before.

    private string CurrencyOf(string terminal) => Failures.Where(one => one.TerminalId == terminal && one.AmountMinor is not null).MinBy(one => one.OccurredAt)?.Currency
        ?? Failures.Where(one => one.AmountMinor is not null).GroupBy(one => one.TerminalId).GroupBy(same => same.MinBy(one => one.OccurredAt)!.Currency ?? "") // A group has one.
            .OrderByDescending(same => same.Count()).First().Key;

    private bool ExplainsSilence(Trouble one, string terminal, DateTimeOffset half) => half.AddMinutes(30) > one.StartedAt && (one.ResolvedAt is null || half < one.ResolvedAt)
        && (one.Symptoms.Contains("silence") || Offline.Contains(one.Cause)) && one.Scope.Kind != ScopeKind.Issuer && Holds(one.Scope, new TransactionFailed { Id = "", TerminalId = terminal, OccurredAt = half });

    private static bool Shows(Trouble one, TransactionFailed failure)
    {
        var family = RefusalFamily.Of(failure);
        return one.Symptoms.Contains(failure.ErrorCode ?? failure.ResponseCode) || (!RefusalFamily.IsEveryday(family)
            && (one.Symptoms.Where(code => code != "silence").Select(RefusalFamily.OfCode).Contains(family) || (family == "network" && Offline.Contains(one.Cause))));
    }

    private bool Holds(Scope scope, TransactionFailed failure)
    {
        var terminal = _of.Registry.FirstOrDefault(one => one.TerminalId == failure.TerminalId) ?? new TerminalRecord { TerminalId = failure.TerminalId };
        var version = _byTerminal[failure.TerminalId].Where(one => one.SoftwareVersion is not null).OrderBy(one => one.OccurredAt.ToUnixTimeSeconds())
            .ThenBy(one => one.SoftwareVersion, StringComparer.Ordinal).LastOrDefault()?.SoftwareVersion ?? terminal.SoftwareVersion;
        return scope.Kind switch
        {
            ScopeKind.Terminal => scope.Key == terminal.TerminalId,
            ScopeKind.Site => scope.Key == terminal.SiteId,
            ScopeKind.Merchant => scope.Key == terminal.MerchantId,
            ScopeKind.Version => scope.Key == $"{terminal.Model}/{version}",
            ScopeKind.CarrierRegion => scope.Key == $"{terminal.Carrier}/{terminal.Region}",
            ScopeKind.Carrier => scope.Key == terminal.Carrier,
            ScopeKind.Region => scope.Key == terminal.Region,
            ScopeKind.Issuer => failure.Bin?.StartsWith(scope.Key, StringComparison.Ordinal) == true,
            ScopeKind.Fleet => true,
            _ => false,
        };
    }

    private bool In(TerminalEvent one) => one.OccurredAt >= _from && one.OccurredAt < _to;

    private static DateTimeOffset HalfHour(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.FromMinutes(30).Ticks), TimeSpan.Zero);

    private static int OfDay(DateTimeOffset half) => (int)(half.ToOffset(TimeSpan.FromHours(8)).TimeOfDay.TotalMinutes / 30);

    private Dictionary<DateTimeOffset, char> Halves(string terminal)
    {
        var heard = _heard.GetValueOrDefault(terminal) ?? [];
        var all = Enumerable.Range(0, 48 * 14).Select(at => SimulatedWeek.Monday.AddMinutes(at * 30).ToUniversalTime()).ToList();
        var days = all.Chunk(48).Where(day => day.Any(heard.Contains)).ToList();
        bool Usual(int slot) => days.Count > 0 && days.Count(day => heard.Contains(day[(slot + 48) % 48])) is > 0 and var times && times >= 0.6 * days.Count;
        var open = Enumerable.Range(0, 48).Select(slot => Usual(slot) && Usual(slot - 1) && Usual((slot + 1) % 48)).ToArray();
        var (found, state) = (new Dictionary<DateTimeOffset, char>(), '-');
        for (var at = 0; at < all.Count; at++)
        {
            var slot = OfDay(all[at]);
            if (heard.Contains(all[at]))
                state = 'u';
            else if (!open[slot])
                state = state == 'd' ? 'd' : '-';
            else if (state == 'u')
                state = slot is 47 or < 10 || ClosesEarly(all, at, open, heard) ? '-' : 'd';
            if (open[slot] && all[at] >= _from && state != '-')
                found[all[at]] = state == 'u' ? 'a' : 's';
        }
        return found;
    }

    private static bool ClosesEarly(List<DateTimeOffset> all, int at, bool[] open, HashSet<DateTimeOffset> heard)
    {
        // The week before ends where its facts end.
        var end = at < 336 ? 336 : all.Count;
        var ahead = Enumerable.Range(at, 5).TakeWhile(one => one < end && open[OfDay(all[one])] && !heard.Contains(all[one])).Count();
        return ahead < 5 && (at + ahead >= end || !open[OfDay(all[at + ahead])]);
    }
}
