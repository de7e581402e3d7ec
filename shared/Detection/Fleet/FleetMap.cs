using FleetWatch.Contracts;

namespace FleetWatch.Detection.Fleet;

/// <summary>Who belongs where. Terminals and the groups that hold them are numbers; names are kept once.</summary>
internal sealed class FleetMap
{
    private readonly Dictionary<string, int> _terminals = [];
    private readonly Dictionary<(ScopeKind Kind, string Key), int> _groups = [];
    private readonly List<TerminalSeat> _seats = [];
    private readonly List<Group> _all = [];
    private readonly int[] _countOfKind = new int[(int)ScopeKind.Fleet + 1];

    public int Terminals => _seats.Count;
    public int Groups => _all.Count;

    public TerminalSeat Seat(int terminal) => _seats[terminal];

    public Group Group(int group) => _all[group];

    /// <summary>How many groups of a kind there are, at least 1.</summary>
    public int CountOf(ScopeKind kind) => Math.Max(1, _countOfKind[(int)kind]);

    public bool TryFind(string terminalId, out int terminal) => _terminals.TryGetValue(terminalId, out terminal);

    /// <summary>The number of a terminal; one that nobody registered is known by its id alone.</summary>
    public int Of(string terminalId)
    {
        if (_terminals.TryGetValue(terminalId, out var known))
            return known;
        _terminals[terminalId] = _seats.Count;
        _seats.Add(new TerminalSeat(_seats.Count, terminalId));
        Place(_seats[^1], new TerminalRecord { TerminalId = terminalId });
        return _seats.Count - 1;
    }

    public void Register(TerminalRecord record)
    {
        var seat = _seats[Of(record.TerminalId)];
        Place(seat, record);
        seat.Retired = false;
    }

    public void Retire(string terminalId)
    {
        if (_terminals.TryGetValue(terminalId, out var known))
            _seats[known].Retired = true;
    }

    /// <summary>The terminal says that it runs another version than the registry knows.</summary>
    public void Reports(int terminal, string? version)
    {
        var seat = _seats[terminal];
        if (version is null || seat.Record.SoftwareVersion is null || version == seat.Record.SoftwareVersion)
            return;
        Place(seat, seat.Record with { SoftwareVersion = version });
    }

    public int GroupOf(ScopeKind kind, string key)
    {
        if (_groups.TryGetValue((kind, key), out var known))
            return known;
        _countOfKind[(int)kind]++;
        _groups[(kind, key)] = _all.Count;
        _all.Add(new Group(_all.Count, new Scope(kind, key)));
        return _all.Count - 1;
    }

    /// <summary>Whether every terminal of the one is a terminal of the other.</summary>
    public bool Contains(int outer, int inner)
    {
        if (outer == inner)
            return true;
        if (_all[inner].Scope.Kind == ScopeKind.Issuer || _all[outer].Scope.Kind == ScopeKind.Issuer || _all[inner].Members.Count == 0)
            return false;
        foreach (var member in _all[inner].Members)
        {
            if (!_seats[member].In(outer))
                return false;
        }
        return true;
    }

    private void Place(TerminalSeat seat, TerminalRecord record)
    {
        foreach (var group in seat.Groups)
            _all[group].Members.Remove(seat.Index);
        seat.Take(record, [.. GroupsOf(record)]);
        foreach (var group in seat.Groups)
            _all[group].Members.Add(seat.Index);
    }

    private IEnumerable<(ScopeKind, int)> GroupsOf(TerminalRecord record)
    {
        yield return Named(ScopeKind.Terminal, record.TerminalId);
        if (record.SiteId is { } site)
            yield return Named(ScopeKind.Site, site);
        if (record.MerchantId is { } merchant)
            yield return Named(ScopeKind.Merchant, merchant);
        if (record is { Model: { } model, SoftwareVersion: { } version })
            yield return Named(ScopeKind.Version, $"{model}/{version}");
        if (record is { Carrier: { } carrier, Region: { } region })
            yield return Named(ScopeKind.CarrierRegion, $"{carrier}/{region}");
        if (record.Carrier is { } network)
            yield return Named(ScopeKind.Carrier, network);
        if (record.Region is { } area)
            yield return Named(ScopeKind.Region, area);
        yield return Named(ScopeKind.Fleet, "fleet");
    }

    private (ScopeKind, int) Named(ScopeKind kind, string key) => (kind, GroupOf(kind, key));

    public void Write(BinaryWriter target)
    {
        target.Write(_all.Count);
        foreach (var group in _all)
        {
            target.Write((int)group.Scope.Kind);
            target.Write(group.Scope.Key);
        }
        target.Write(_seats.Count);
        foreach (var seat in _seats)
            RecordFormat.Write(target, seat.Record, seat.Retired);
    }

    public void Read(BinaryReader source)
    {
        for (var left = source.ReadInt32(); left > 0; left--)
            GroupOf((ScopeKind)source.ReadInt32(), source.ReadString());
        for (var left = source.ReadInt32(); left > 0; left--)
        {
            var (record, retired) = RecordFormat.Read(source);
            Register(record);
            _seats[^1].Retired = retired;
        }
    }
}
