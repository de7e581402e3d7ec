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

    public Look(int index, LookKey key, (ScopeKind Kind, int Group)[] groups)
    {
        (Index, Key) = (index, key);
        Groups = [.. groups.Select(group => group.Group)];
        Array.Fill(_ofKind, -1);
        foreach (var (kind, group) in groups)
            _ofKind[(int)kind] = group;
        OffsetMinutes = Offset(key.TimeZone);
    }

    public int Index { get; }
    public LookKey Key { get; }

    /// <summary>Its groups of many terminals.</summary>
    public int[] Groups { get; }
    public int OffsetMinutes { get; }
    public int Count { get; private set; }
    public ReadOnlySpan<int> Members => _members.AsSpan(0, Count);
    public bool IsOutdated => Key is { SoftwareVersion: { } running, LatestVersion: { } latest } && running != latest;

    public int OfKind(ScopeKind kind) => _ofKind[(int)kind];

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
    private static int Offset(string? zone) =>
        zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? (int)found.BaseUtcOffset.TotalMinutes : 0;
}
