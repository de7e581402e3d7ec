using FleetWatch.Contracts;
using NodaTime;

namespace FleetWatch.OnCall;

/// <summary>
/// A time in which nobody is paged for some troubles: a maintenance window or a silence. It matches facts, never ids of incidents, so
/// a trouble that flaps or changes its incident stays covered. What it holds back is paged when it ends, if it still stands.
/// </summary>
public sealed record Window
{
    public required string Id { get; init; }
    public string Reason { get; init; } = "";

    /// <summary>Who made it.</summary>
    public string CreatedBy { get; init; } = "";

    /// <summary>Any of these; empty: everywhere.</summary>
    public IReadOnlyList<Scope> Scopes { get; init; } = [];

    /// <summary>Any of these; empty: every cause.</summary>
    public IReadOnlyList<string> Causes { get; init; } = [];

    /// <summary>When it begins the first time, by the clock of <see cref="TimeZone"/>.</summary>
    public required LocalDateTime Start { get; init; }

    /// <summary>How long it lasts by that clock. Above zero, to 366 days.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>A recurrence rule of RFC 5545, such as <c>FREQ=WEEKLY;BYDAY=SU</c>; null: it happens once.</summary>
    public string? Rule { get; init; }

    /// <summary>IANA time zone; null: that of the terminals, UTC where it is not known.</summary>
    public string? TimeZone { get; init; }

    /// <summary>How long before its last end its maker is reminded of it; null: never.</summary>
    public TimeSpan? RemindBefore { get; init; }

    /// <returns>Until when it holds back a trouble of this cause and place; null: it does not, now.</returns>
    public DateTimeOffset? Covers(string cause, Scope scope, Place? place, DateTimeOffset at) =>
        (Causes.Count == 0 || Causes.Contains(cause)) && (Scopes.Count == 0 || Scopes.Any(one => Lies(scope, place, one))) ? EndOf(at, place?.TimeZone) : null;

    /// <returns>When it ends, if it is open; with an occurrence that begins before the end of another, the later end.</returns>
    /// <param name="at">Any moment.</param>
    /// <param name="terminals">IANA time zone of the terminals, where known.</param>
    public DateTimeOffset? EndOf(DateTimeOffset at, string? terminals = null)
    {
        var clock = LocalClock.In(Zone(terminals));
        DateTimeOffset? end = null;
        foreach (var begins in Recurrence.Starts(this, clock.Show(at)))
        {
            var (from, to) = (clock.Moment(begins), clock.Moment(begins.PlusTicks(Length.Ticks)));
            if (from <= at && at < to && !(end >= to))
                end = to;
        }
        return end;
    }

    /// <returns>Its next beginning and end, the present one included; null: it is over for good.</returns>
    public (DateTimeOffset From, DateTimeOffset To)? Next(DateTimeOffset at, string? terminals = null)
    {
        var clock = LocalClock.In(Zone(terminals));
        foreach (var begins in Recurrence.From(this, clock.Show(at)))
            if (clock.Moment(begins.PlusTicks(Length.Ticks)) is var to && to > at)
                return (clock.Moment(begins), to);
        return null;
    }

    /// <returns>What is wrong with a recurrence rule, as a sentence; null: nothing.</returns>
    public static string? RefuseRule(string rule) => Recurrence.Refuse(rule);

    private string Zone(string? terminals) => TimeZone ?? (terminals is not null && LocalClock.Knows(terminals) ? terminals : "Etc/UTC");

    /// <summary>Whether the whole trouble lies within: the scope itself, or a part of it as far as the registry says.</summary>
    private static bool Lies(Scope scope, Place? place, Scope within) => scope == within || within.Kind switch
    {
        ScopeKind.Fleet => true,
        ScopeKind.Terminal => place?.Terminal == within.Key,
        ScopeKind.Site => place?.Site == within.Key,
        ScopeKind.Merchant => place?.Merchant == within.Key,
        ScopeKind.Version => place?.Version == within.Key,
        ScopeKind.Carrier => place?.Carrier == within.Key || scope.Kind == ScopeKind.CarrierRegion && scope.Key.StartsWith(within.Key + "/", StringComparison.Ordinal),
        ScopeKind.Region => place?.Region == within.Key || scope.Kind == ScopeKind.CarrierRegion && scope.Key.EndsWith("/" + within.Key, StringComparison.Ordinal),
        ScopeKind.CarrierRegion => place is { Carrier: { } carrier, Region: { } region } && $"{carrier}/{region}" == within.Key,
        _ => false,
    };
}
