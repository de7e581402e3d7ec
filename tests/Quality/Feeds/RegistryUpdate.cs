using FleetWatch.Contracts;

namespace FleetWatch.Quality.Feeds;

/// <summary>What the registry learns in the middle of a week about the same terminals, which go on as before.</summary>
/// <param name="What">In words.</param>
/// <param name="First">What it knows of one at first; null: nothing.</param>
/// <param name="Then">What it is told of it on Friday; null: nothing new.</param>
internal sealed record RegistryUpdate(string What, Func<TerminalRecord, TerminalRecord?> First, Func<TerminalRecord, TerminalRecord?> Then)
{
    public static IReadOnlyList<RegistryUpdate> All { get; } =
    [
        new("registered on the fifth day", _ => null, record => record),
        new("half of them registered on the fifth day", record => IsOf(record.TerminalId, 500) ? null : record, record => record),
        Later("a carrier by another name", record => record.Carrier == "cmcc" ? record with { Carrier = "cmcc-iot" } : null),
        Later("regions in two", record => IsOf(record.SiteId, 500) ? record with { Region = record.Region + " North" } : null),
        Later("a third of the sites by another name", record => IsOf(record.SiteId, 333) ? record with { SiteId = record.SiteId + "b" } : null),
        Later("merchants by another name", record => record with { MerchantId = record.MerchantId + "b" }),
        Later("all shops of a merchant as one site", record => record with { SiteId = "S-" + record.MerchantId }),
        Later("a newer version released", record => record with { LatestVersion = "99.0.0" }),
        Later("another time zone", record => record with { TimeZone = "America/New_York" }),
        Later("no site, no merchant, no carrier any more", record => new TerminalRecord { TerminalId = record.TerminalId, TimeZone = record.TimeZone }),
    ];

    private static RegistryUpdate Later(string what, Func<TerminalRecord, TerminalRecord?> then) => new(what, record => record, then);

    private static bool IsOf(string? name, int ofThousand) => FeedChange.Share(name ?? "") < ofThousand;
}
