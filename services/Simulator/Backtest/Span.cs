using System.CommandLine;
using FleetWatch.Incidents;
using FleetWatch.Simulator.Console;

namespace FleetWatch.Simulator.Backtest;

/// <summary>
/// Which incidents count: those that opened in it. What came before is read and learned from all the same, for a detector without
/// habits would be another detector; what comes after is not read.
/// </summary>
internal sealed record Span(DateTimeOffset? From, DateTimeOffset? To)
{
    public static Option<DateTimeOffset?> FromOption() => Moment.Option("--from", Texts.Of("span-from"));

    public static Option<DateTimeOffset?> ToOption() => Moment.Option("--to", Texts.Of("span-to"));

    /// <exception cref="UnusableInputException">It ends before it begins.</exception>
    public static Span Of(DateTimeOffset? from, DateTimeOffset? to) =>
        from >= to ? throw new UnusableInputException(Texts.Of("span-empty", from, to)) : new Span(from, to);

    public bool Holds(Incident incident) => (From is null || incident.OpenedAt >= From) && (To is null || incident.OpenedAt < To);

    public bool IsOver(DateTimeOffset? now) => To is not null && now >= To;
}
