using FleetWatch.Contracts;

namespace FleetWatch.Detection.Fleet;

/// <summary>Who belongs where. Terminals and the groups that hold them are numbers; names are kept once.</summary>
internal sealed class FleetMap
{
    /// <summary>Key of the group that holds every terminal.</summary>
    public const string WholeFleet = "fleet";
    private readonly NameArena _names = new();
    private readonly GroupTable _groups;
    private readonly SlotTable _slots = new();
    private readonly Dictionary<LookKey, Look> _looks = [];
    private readonly List<Look> _lookAt = [];
    private SeatRow[] _rows = [];

    public FleetMap() => _groups = new GroupTable(_names);

    public int Terminals { get; private set; }
    public int Groups => _groups.Count;

    public ref readonly SeatRow Row(int terminal) => ref _rows[terminal];

    public Look LookAt(int look) => _lookAt[look];
    public Look LookOf(int terminal) => _lookAt[_rows[terminal].Look];
    public TerminalSeat Seat(int terminal) => new(this, terminal);
    public string IdOf(int terminal) => _names.Get(_rows[terminal].Name);

    public Group Group(int group) => new(this, group, _groups.KindOf(group));

    /// <summary>How many groups of a kind there are, at least 1.</summary>
    public int CountOf(ScopeKind kind) => _groups.CountOf(kind);

    public ScopeKind KindOf(int group) => _groups.KindOf(group);

    public Scope ScopeOf(int group) => _groups.KindOf(group) switch
    {
        ScopeKind.Terminal => new Scope(ScopeKind.Terminal, IdOf(_groups.TerminalOf(group))),
        ScopeKind.Site or ScopeKind.Merchant => new Scope(_groups.KindOf(group), _names.Get(_groups.Small(group).Name)),
        _ => _groups.WideScope(group),
    };

    public GroupMembers MembersOf(int group) => _groups.KindOf(group) switch
    {
        ScopeKind.Terminal => GroupMembers.One(this, _groups.TerminalOf(group)),
        ScopeKind.Site => GroupMembers.Chain(this, _groups.Small(group).First, bySite: true),
        ScopeKind.Merchant => GroupMembers.Chain(this, _groups.Small(group).First, bySite: false),
        _ => EachOf(group, 1),
    };

    /// <summary>Every so many of a wide group's terminals: spread over it evenly, and the same ones as long as nobody comes or goes.</summary>
    public GroupMembers EachOf(int group, int stride) => GroupMembers.OfLooks(this, _groups.Looks(group), stride);

    /// <summary>What the terminals of a wide group look like.</summary>
    public IReadOnlyList<Look> LooksOf(int wide) => _groups.Looks(wide);

    /// <summary>The number of a terminal; one that nobody registered is known by its id alone.</summary>
    public int Of(string terminalId) => Of(terminalId, Fingerprint.Of(terminalId), guess: -1);

    /// <summary>The same, where the fingerprint of the id is known, and the terminal as likely as not.</summary>
    public int Of(string terminalId, ulong fingerprint, int guess)
    {
        if (guess >= 0 && Is(guess, terminalId, fingerprint))
            return guess;
        if (TryFind(terminalId, fingerprint, out var known))
            return known;
        var terminal = Seated(terminalId, fingerprint);
        Place(terminal, new TerminalRecord { TerminalId = terminalId });
        return terminal;
    }

    public void SlotNeeded(ulong fingerprint) => _slots.Needed(fingerprint);
    public void RowNeeded(int terminal) => Soon.Needed(_rows, terminal);
    public void NameNeeded(int terminal) => _names.Needed(_rows[terminal].Name);

    /// <summary>The terminal that has this fingerprint as likely as not; -1: none has.</summary>
    public int Guess(ulong fingerprint)
    {
        var cursor = -1;
        return _slots.Next(fingerprint, ref cursor);
    }

    public void Register(TerminalRecord record)
    {
        var terminal = Of(record.TerminalId);
        Place(terminal, record);
        _rows[terminal].Retired = false;
    }

    public void Retire(string terminalId)
    {
        if (TryFind(terminalId, Fingerprint.Of(terminalId), out var known))
            _rows[known].Retired = true;
    }

    /// <summary>The terminal says which version it runs.</summary>
    /// <returns>What it looked like before; null where the registry knows of no other version.</returns>
    public Look? Reports(int terminal, string? version)
    {
        if (version is null || LookOf(terminal) is not { Key.SoftwareVersion: { } known } look || version == known)
            return null;
        Take(terminal, look.Key with { SoftwareVersion = version });
        return look;
    }

    public int GroupOf(ScopeKind kind, string key) => kind switch
    {
        ScopeKind.Terminal => _rows[Of(key)].Terminal,
        ScopeKind.Site or ScopeKind.Merchant => _groups.OfSmall(kind, key),
        _ => _groups.OfWide(kind, key),
    };

    /// <summary>Whether every terminal of the one is a terminal of the other.</summary>
    public bool Contains(int outer, int inner)
    {
        if (outer == inner || _groups.KindOf(outer) == ScopeKind.Fleet)
            return true;
        if (_groups.KindOf(inner) == ScopeKind.Issuer || _groups.KindOf(outer) == ScopeKind.Issuer)
            return false;
        var any = false;
        foreach (var member in MembersOf(inner))
        {
            if (!Seat(member).In(outer))
                return false;
            any = true;
        }
        return any;
    }

    public void Write(BinaryWriter target)
    {
        target.Write(_groups.Count);
        for (var group = 0; group < _groups.Count; group++)
        {
            var scope = ScopeOf(group);
            target.Write((byte)scope.Kind);
            target.Write(scope.Key);
        }
        target.Write(Terminals);
        for (var terminal = 0; terminal < Terminals; terminal++)
            RecordFormat.Write(target, RecordOf(terminal), _rows[terminal].Retired);
    }

    public void Read(BinaryReader source)
    {
        for (var left = source.ReadInt32(); left > 0; left--)
        {
            var kind = (ScopeKind)source.ReadByte();
            var key = source.ReadString();
            if (kind == ScopeKind.Terminal)
                Seated(key, Fingerprint.Of(key));
            else
                GroupOf(kind, key);
        }
        for (var left = source.ReadInt32(); left > 0; left--)
        {
            var (record, retired) = RecordFormat.Read(source);
            var terminal = Of(record.TerminalId);
            Place(terminal, record);
            _rows[terminal].Retired = retired;
        }
    }

    // Ids are other people's: two may have one fingerprint, by chance or on purpose, and are two terminals all the same.
    private bool TryFind(string terminalId, ulong fingerprint, out int terminal)
    {
        var cursor = -1;
        do
            terminal = _slots.Next(fingerprint, ref cursor);
        while (terminal >= 0 && !Is(terminal, terminalId, fingerprint));
        return terminal >= 0;
    }

    private bool Is(int terminal, string terminalId, ulong fingerprint) =>
        _rows[terminal].Fingerprint == fingerprint && _names.Is(_rows[terminal].Name, terminalId);

    // Known by its id alone, and in no group but its own.
    private int Seated(string terminalId, ulong fingerprint)
    {
        var terminal = Terminals++;
        Growing.ToHold(ref _rows, Terminals);
        _slots.Add(fingerprint, terminal);
        _rows[terminal] = new SeatRow
        {
            Fingerprint = fingerprint,
            Name = _names.Add(terminalId),
            Terminal = _groups.OfTerminal(terminal),
            Site = -1,
            Merchant = -1,
            Look = -1,
            NextInSite = -1,
            NextInMerchant = -1
        };
        return terminal;
    }

    private void Place(int terminal, TerminalRecord record)
    {
        var site = record.SiteId is { } key ? _groups.OfSmall(ScopeKind.Site, key) : -1;
        var merchant = record.MerchantId is { } owner ? _groups.OfSmall(ScopeKind.Merchant, owner) : -1;
        Chain(terminal, site, bySite: true);
        Chain(terminal, merchant, bySite: false);
        Take(terminal, LookKey.Of(record));
    }

    private void Take(int terminal, LookKey key)
    {
        var look = LookOf(key);
        ref var row = ref _rows[terminal];
        if (row.Look == look.Index)
            return;
        if (row.Look >= 0)
            _lookAt[row.Look].Remove(terminal);
        row.Look = look.Index;
        look.Add(terminal);
    }

    private Look LookOf(LookKey key)
    {
        if (_looks.TryGetValue(key, out var known))
            return known;
        var look = new Look(_lookAt.Count, key, [.. WideGroupsOf(key)]);
        _looks[key] = look;
        _lookAt.Add(look);
        foreach (var group in look.Groups)
            _groups.Looks(group).Add(look);
        return look;
    }

    private IEnumerable<(ScopeKind, int)> WideGroupsOf(LookKey key)
    {
        if (key is { Model: { } model, SoftwareVersion: { } version })
            yield return Wide(ScopeKind.Version, $"{model}/{version}");
        if (key is { Carrier: { } carrier, Region: { } region })
            yield return Wide(ScopeKind.CarrierRegion, $"{carrier}/{region}");
        if (key.Carrier is { } network)
            yield return Wide(ScopeKind.Carrier, network);
        if (key.Region is { } area)
            yield return Wide(ScopeKind.Region, area);
        yield return Wide(ScopeKind.Fleet, WholeFleet);
    }

    private (ScopeKind, int) Wide(ScopeKind kind, string key) => (kind, _groups.OfWide(kind, key));

    // Out of the one chain, and to the end of the other.
    private void Chain(int terminal, int group, bool bySite)
    {
        ref var row = ref _rows[terminal];
        ref var mine = ref bySite ? ref row.Site : ref row.Merchant;
        if (mine == group)
            return;
        if (mine >= 0)
            Unchain(terminal, mine, bySite);
        mine = group;
        if (group < 0)
            return;
        ref var small = ref _groups.Small(group);
        if (small.Last < 0)
            small.First = terminal;
        else
            Next(small.Last, bySite) = terminal;
        small.Last = terminal;
    }

    private void Unchain(int terminal, int group, bool bySite)
    {
        ref var small = ref _groups.Small(group);
        var before = -1;
        for (var at = small.First; at != terminal; at = Next(at, bySite))
            before = at;
        ref var next = ref Next(terminal, bySite);
        if (before < 0)
            small.First = next;
        else
            Next(before, bySite) = next;
        small.Last = small.Last == terminal ? before : small.Last;
        next = -1;
    }

    private ref int Next(int terminal, bool bySite) => ref bySite ? ref _rows[terminal].NextInSite : ref _rows[terminal].NextInMerchant;

    private TerminalRecord RecordOf(int terminal)
    {
        ref readonly var row = ref _rows[terminal];
        var look = _lookAt[row.Look].Key;
        return new TerminalRecord
        {
            TerminalId = IdOf(terminal),
            SiteId = row.Site < 0 ? null : ScopeOf(row.Site).Key,
            MerchantId = row.Merchant < 0 ? null : ScopeOf(row.Merchant).Key,
            Model = look.Model,
            SoftwareVersion = look.SoftwareVersion,
            LatestVersion = look.LatestVersion,
            Carrier = look.Carrier,
            Region = look.Region,
            Mcc = look.Mcc,
            TimeZone = look.TimeZone,
        };
    }
}
