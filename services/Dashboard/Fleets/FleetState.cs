using System.Collections.Concurrent;
using FleetWatch.Contracts;

namespace FleetWatch.Dashboard.Fleets;

/// <summary>
/// What is remembered of one fleet between messages: a pulse a terminal, the hours of eight days, and how far the feed has come.
/// Changes by <see cref="Take(TerminalEvent, DateTimeOffset, HourFacts)"/> and the like, and is otherwise a function of what it was given.
/// </summary>
internal sealed class FleetState(TimeZoneInfo zone)
{
    /// <summary>Ingest tells the time every few seconds; a longer pause is a gap.</summary>
    public static readonly TimeSpan LeastGap = TimeSpan.FromSeconds(30);
    private const int HoursKept = 24 * 8 + 1;

    private readonly SortedDictionary<DateTimeOffset, FleetHour> hours = [];

    public ConcurrentDictionary<string, Pulse> Pulses { get; } = [];
    public DateTimeOffset? At { get; private set; }
    public FeedGap? Gap { get; private set; }

    /// <summary>The feed has come so far. Gives back the gap that ended with it, if there was one.</summary>
    public FeedGap? MoveTo(DateTimeOffset at)
    {
        var gap = At is { } before && at - before > LeastGap ? new FeedGap(before, at) : null;
        Gap = gap ?? Gap;
        At = At is { } known && known > at ? known : at;
        return gap;
    }

    public void Remember(FeedGap gap) => Gap = gap;

    /// <summary>An event that is no repeat: its terminal is heard, and its facts go to their hour.</summary>
    public void Take(TerminalEvent happened, DateTimeOffset receivedAt, HourFacts facts)
    {
        var pulse = PulseOf(happened.TerminalId);
        if (happened is TerminalHeartbeat { Attempts: not null })
            pulse.Counts = true;
        var when = HourFacts.When(happened, receivedAt);
        facts.Add(happened, receivedAt, pulse.Counts);
        pulse.Count(when, happened is TransactionFailed ? 1 : 0, happened switch
        {
            TerminalHeartbeat beat => beat.Attempts ?? 0,
            TransactionFailed or TransactionApproved when !pulse.Counts => 1,
            _ => 0,
        });
        var silentAfter = Health.SilentAfter(pulse);
        if (pulse.LastHeardAt is { } last && receivedAt - last > silentAfter)
            facts.AddSilence(happened.TerminalId, last + silentAfter, receivedAt, hour => Health.IsExpected(pulse, receivedAt, HourOfDay(hour)));
        pulse.Heard(receivedAt, HourOfDay(receivedAt), silentAfter);
    }

    public void Take(RegistryEvent change)
    {
        var pulse = PulseOf(change.TerminalId);
        pulse.Registered = change is not TerminalRetired;
        pulse.Region = change switch
        {
            TerminalRegistered registered => registered.Terminal.Region ?? pulse.Region,
            TerminalChanged changed => changed.Terminal.Region ?? pulse.Region,
            _ => pulse.Region,
        };
    }

    public Pulse PulseOf(string terminal) => Pulses.GetOrAdd(terminal, _ => new Pulse());

    /// <summary>May be asked while others change the state: a terminal's condition is then that of just before or just after.</summary>
    public Condition? ConditionOf(string terminal) =>
        At is { } now && Pulses.TryGetValue(terminal, out var pulse) ? Health.Of(pulse, now, HourOfDay(now)) : null;

    public void Add(IEnumerable<FleetHour> more)
    {
        foreach (var hour in more)
            hours[hour.Hour] = hours.TryGetValue(hour.Hour, out var known) ? Sum(known, hour) : hour;
        while (hours.Count > HoursKept)
            hours.Remove(hours.Keys.First());
    }

    public FleetPicture Picture()
    {
        if (At is not { } now)
            return new FleetPicture();
        var hour = HourOfDay(now);
        var counted = new ConditionCounts();
        Dictionary<string, ConditionCounts> byRegion = [];
        foreach (var (_, pulse) in Pulses)
        {
            var condition = Health.Of(pulse, now, hour);
            counted.Add(condition, pulse.Registered);
            if (pulse.Region is not { } region)
                continue;
            if (!byRegion.TryGetValue(region, out var there))
                byRegion[region] = there = new ConditionCounts();
            there.Add(condition, pulse.Registered);
        }
        var last = HourFacts.Start(now);
        return new FleetPicture
        {
            At = now,
            Pays = counted[Condition.Pays],
            Degraded = counted[Condition.Degraded],
            Silent = counted[Condition.Silent],
            Unknown = counted[Condition.Unknown],
            Unregistered = counted.Unregistered,
            ByRegion = byRegion,
            Hours = Day(last),
            WeekBefore = Day(last.AddDays(-7)),
            Gap = Gap is { } gap && now - gap.Until < TimeSpan.FromDays(1) ? gap : null,
        };
    }

    public int HourOfDay(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).Hour;

    private FleetHour[] Day(DateTimeOffset last) =>
        [.. Enumerable.Range(-23, 24).Select(back => last.AddHours(back)).Select(hour => hours.GetValueOrDefault(hour) ?? new FleetHour(hour))];

    private static FleetHour Sum(FleetHour one, FleetHour other) => new(one.Hour)
    {
        Attempts = one.Attempts + other.Attempts,
        Approvals = one.Approvals + other.Approvals,
        Failures = one.Failures + other.Failures,
        AmountMinor = one.AmountMinor.Concat(other.AmountMinor).GroupBy(amount => amount.Key).ToDictionary(group => group.Key, group => group.Sum(amount => amount.Value)),
    };
}
