using NodaTime;

namespace FleetWatch.OnCall;

/// <summary>One rotation: people take turns of equal length by the wall clock, whatever daylight saving does to their hours.</summary>
public sealed record Layer
{
    /// <summary>Ids of people, in the order of their turns; at least one.</summary>
    public required IReadOnlyList<string> People { get; init; }

    /// <summary>The first hand-over, local time. Its time of day is that of every daily and weekly one.</summary>
    public required LocalDateTime Start { get; init; }

    /// <summary>Length of a turn in hours by the wall clock: 24 is daily, 168 weekly. 1 to 8,784.</summary>
    public required int TurnHours { get; init; }

    /// <summary>When it is on; empty: always.</summary>
    public IReadOnlyList<DailyHours> Only { get; init; } = [];

    /// <returns>Whose turn it is; null before the start and outside of its hours.</returns>
    public string? Who(DateTimeOffset at, LocalClock clock)
    {
        var turn = TurnAt(at, clock);
        return turn < 0 || (Only.Count > 0 && Only.All(hours => hours.EndOf(at, clock) is null)) ? null : People[(int)(turn % People.Count)];
    }

    /// <summary>Every moment between two at which who is on may change.</summary>
    public IEnumerable<DateTimeOffset> Edges(DateTimeOffset from, DateTimeOffset to, LocalClock clock)
    {
        for (var turn = Math.Max(0, TurnAt(from, clock)); HandOver(turn, clock) is var at && at < to; turn++)
            yield return at;
        foreach (var edge in Only.SelectMany(hours => hours.Edges(from, to, clock)))
            yield return edge;
    }

    /// <summary>The last turn that has begun, from 0; -1 before the first.</summary>
    private long TurnAt(DateTimeOffset at, LocalClock clock)
    {
        var hours = Period.Between(Start, clock.Show(at), PeriodUnits.Hours).Hours;
        var turn = Math.Max(-1, hours / TurnHours);
        // Where clocks are put back or forward, the wall clock's arithmetic may be some turns off.
        while (turn >= 0 && HandOver(turn, clock) > at)
            turn--;
        while (HandOver(turn + 1, clock) <= at)
            turn++;
        return turn;
    }

    private DateTimeOffset HandOver(long turn, LocalClock clock) => clock.Moment(Start.PlusHours(turn * TurnHours));
}
