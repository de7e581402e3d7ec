using NodaTime;
using NodaTime.TimeZones;

namespace FleetWatch.OnCall;

/// <summary>A wall clock in one IANA time zone: from local times to moments, in an order that daylight saving never turns round.</summary>
public sealed class LocalClock
{
    /// <summary>
    /// A local time that the clocks skip is the moment at which they skip it; one that they show twice is the first of the two. So a
    /// later local time is never an earlier moment, and what is handed over at 02:30 is handed over once on every day.
    /// </summary>
    private static readonly ZoneLocalMappingResolver InOrder =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private readonly DateTimeZone _zone;

    private LocalClock(DateTimeZone zone) => _zone = zone;

    /// <summary>Every time zone that there is, by its IANA name.</summary>
    public static IReadOnlyCollection<string> Zones => DateTimeZoneProviders.Tzdb.Ids;

    /// <exception cref="DateTimeZoneNotFoundException">There is no such zone; see <see cref="Knows"/>.</exception>
    public static LocalClock In(string zone) => new(DateTimeZoneProviders.Tzdb[zone]);

    public static bool Knows(string zone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null;

    /// <summary>The moment at which the clock shows this, or passes it.</summary>
    public DateTimeOffset Moment(LocalDateTime local) => _zone.ResolveLocal(local, InOrder).ToInstant().ToDateTimeOffset();

    /// <summary>What the clock shows.</summary>
    public LocalDateTime Show(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(_zone).LocalDateTime;
}
