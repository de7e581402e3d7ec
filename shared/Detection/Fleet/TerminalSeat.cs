using FleetWatch.Contracts;

namespace FleetWatch.Detection.Fleet;

/// <summary>One terminal's place in the fleet.</summary>
internal sealed class TerminalSeat(int index, string terminalId)
{
    private const long TicksPerMinute = TimeSpan.TicksPerMinute;

    public int Index { get; } = index;
    public string TerminalId { get; } = terminalId;
    public TerminalRecord Record { get; private set; } = new() { TerminalId = terminalId };
    public int[] Groups { get; private set; } = [];
    public bool Retired { get; set; }

    /// <summary>Its group of each kind, -1 where it has none.</summary>
    private readonly int[] _ofKind = new int[(int)ScopeKind.Fleet + 1];
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private (long Hour, int Minutes) _offset = (-1, 0);

    public int SiteOrSelf { get; private set; }
    public int MerchantOrSelf => OfKind(ScopeKind.Merchant) >= 0 ? OfKind(ScopeKind.Merchant) : OfKind(ScopeKind.Terminal);

    public bool IsOutdated => Record is { SoftwareVersion: { } running, LatestVersion: { } latest } && running != latest;

    public bool In(int group) => Array.IndexOf(Groups, group) >= 0;

    public int OfKind(ScopeKind kind) => _ofKind[(int)kind];

    /// <summary>Minutes since the local midnight.</summary>
    public int LocalMinute(long ticks) => (int)(((ticks / TicksPerMinute) + Offset(ticks)) % (24 * 60));

    public int LocalDay(long ticks) => (int)(((ticks / TicksPerMinute) + Offset(ticks)) / (24 * 60));

    /// <param name="record">What the registry says of it.</param>
    /// <param name="kinds">One group per dimension that the record names, in the order of <see cref="FleetMap"/>.</param>
    public void Take(TerminalRecord record, (ScopeKind Kind, int Group)[] kinds)
    {
        Record = record;
        Groups = [.. kinds.Select(kind => kind.Group)];
        Array.Fill(_ofKind, -1);
        foreach (var (kind, group) in kinds)
            _ofKind[(int)kind] = group;
        SiteOrSelf = OfKind(ScopeKind.Site) >= 0 ? OfKind(ScopeKind.Site) : OfKind(ScopeKind.Terminal);
        (_zone, _offset) = (Zone(record.TimeZone), (-1, 0));
    }

    // A zone that nobody knows must not stop detection: the terminal's day is then UTC's.
    private static TimeZoneInfo Zone(string? zone) =>
        zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc;

    // Summer time begins and ends with an hour: once an hour is often enough to ask.
    private int Offset(long ticks)
    {
        if (ticks / TimeSpan.TicksPerHour is var hour && hour != _offset.Hour)
            _offset = (hour, (int)_zone.GetUtcOffset(new DateTime(hour * TimeSpan.TicksPerHour, DateTimeKind.Utc)).TotalMinutes);
        return _offset.Minutes;
    }
}
