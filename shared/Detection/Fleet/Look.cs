using FleetWatch.Contracts;

namespace FleetWatch.Detection.Fleet;

/// <summary>What many terminals have in common: kept once.</summary>
internal sealed record LookKey(string? Model, string? SoftwareVersion, string? LatestVersion, string? Carrier, string? Region, string? Mcc, string? TimeZone)
{
    public static LookKey Of(TerminalRecord record) => new(record.Model, record.SoftwareVersion, record.LatestVersion, record.Carrier, record.Region, record.Mcc, record.TimeZone);
}

/// <summary>One such look, its groups, and the terminals that have it.</summary>
internal sealed class Look
{
    private int[] _members = [];
    private readonly int[] _ofKind = new int[(int)ScopeKind.Fleet + 1];
    private readonly TimeZoneInfo _zone;
    private (long Hour, int Minutes) _offset = (-1, 0);

    public Look(int index, LookKey key, (ScopeKind Kind, int Group)[] groups)
    {
        (Index, Key) = (index, key);
        Groups = [.. groups.Select(group => group.Group)];
        Array.Fill(_ofKind, -1);
        foreach (var (kind, group) in groups)
            _ofKind[(int)kind] = group;
        _zone = Zone(key.TimeZone);
    }

    public int Index { get; }
    public LookKey Key { get; }

    /// <summary>Its groups of many terminals.</summary>
    public int[] Groups { get; }
    public int Count { get; private set; }
    public ReadOnlySpan<int> Members => _members.AsSpan(0, Count);
    public bool IsOutdated => Key is { SoftwareVersion: { } running, LatestVersion: { } latest } && running != latest;

    public int OfKind(ScopeKind kind) => _ofKind[(int)kind];

    // Summer time begins and ends with an hour: once an hour is often enough to ask.
    public int OffsetMinutes(long ticks)
    {
        if (ticks / TimeSpan.TicksPerHour is var hour && hour != _offset.Hour)
            _offset = (hour, (int)_zone.GetUtcOffset(new DateTime(hour * TimeSpan.TicksPerHour, DateTimeKind.Utc)).TotalMinutes);
        return _offset.Minutes;
    }

    public void Add(int terminal)
    {
        Growing.ToHold(ref _members, Count + 1);
        _members[Count++] = terminal;
    }

    public void Remove(int terminal)
    {
        var at = Members.IndexOf(terminal);
        _members[at] = _members[--Count];
    }

    // A zone that nobody knows must not stop detection: the terminal's day is then UTC's.
    private static TimeZoneInfo Zone(string? zone) =>
        zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc;
}
