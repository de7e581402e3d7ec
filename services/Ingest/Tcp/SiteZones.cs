using FleetWatch.Ingest.Registry;
using Marten;
using NodaTime;

namespace FleetWatch.Ingest.Tcp;

/// <summary>The time zones of the sites at which terminals stand, as the registry has them: read now and then, and known at once.</summary>
internal sealed class SiteZones(IDocumentStore store)
{
    private volatile IReadOnlyDictionary<(string Organisation, string Terminal), DateTimeZone> _zones =
        new Dictionary<(string, string), DateTimeZone>();

    /// <returns>The terminal's zone; <paramref name="otherwise"/> where the registry does not say.</returns>
    public DateTimeZone Of(string organisation, string terminal, DateTimeZone otherwise) => _zones.GetValueOrDefault((organisation, terminal), otherwise);

    public async Task Read(IEnumerable<string> organisations, CancellationToken ct)
    {
        Dictionary<(string, string), DateTimeZone> zones = [];
        foreach (var organisation in organisations.Distinct())
        {
            await using var session = store.QuerySession(organisation);
            var placed = await session.Query<RegisteredTerminal>().Where(one => one.Terminal.TimeZone != null)
                .Select(one => new { one.Id, one.Terminal.TimeZone }).ToListAsync(ct);
            foreach (var one in placed)
                if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(one.TimeZone ?? "") is { } zone)
                    zones[(organisation, one.Id)] = zone;
        }
        _zones = zones;
    }
}
