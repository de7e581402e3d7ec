using NodaTime;

namespace FleetWatch.Ingest;

/// <summary>IANA time zone names, as the tz database that NodaTime carries knows them: the same on every machine.</summary>
internal static class TimeZones
{
    public static bool IsIana(string? name) => name is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is not null;
}
