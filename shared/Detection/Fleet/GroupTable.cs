using FleetWatch.Contracts;

namespace FleetWatch.Detection.Fleet;

/// <summary>
/// The groups by number, in the order in which they were first named. A terminal's own costs 8 bytes, a site or merchant some 40, and only
/// the few wide ones are objects.
/// </summary>
internal sealed class GroupTable(NameArena names)
{
    private readonly Dictionary<string, int>[] _wide = [.. Enum.GetValues<ScopeKind>().Select(_ => new Dictionary<string, int>(StringComparer.Ordinal))];
    private readonly List<(Scope Scope, List<Look> Looks)> _wideOnes = [];
    private readonly SlotTable _slots = new();
    private readonly int[] _countOfKind = new int[(int)ScopeKind.Fleet + 1];
    private (ScopeKind Kind, int At)[] _all = [];
    private SmallGroup[] _small = [];
    private int _smallCount;

    public int Count { get; private set; }

    /// <summary>How many groups of a kind there are, at least 1.</summary>
    public int CountOf(ScopeKind kind) => Math.Max(1, _countOfKind[(int)kind]);

    public ScopeKind KindOf(int group) => _all[group].Kind;

    /// <summary>The terminal whose own group it is.</summary>
    public int TerminalOf(int group) => _all[group].At;

    public ref SmallGroup Small(int group) => ref _small[_all[group].At];

    public List<Look> Looks(int group) => _wideOnes[_all[group].At].Looks;

    public Scope WideScope(int group) => _wideOnes[_all[group].At].Scope;

    public int OfTerminal(int terminal) => Add(ScopeKind.Terminal, terminal);

    public int OfSmall(ScopeKind kind, string key)
    {
        var fingerprint = Fingerprint.Of(Fingerprint.Of(key), (ulong)kind);
        for (var cursor = -1; _slots.Next(fingerprint, ref cursor) is >= 0 and var known;)
        {
            if (Small(known).Fingerprint == fingerprint && _all[known].Kind == kind && names.Is(Small(known).Name, key))
                return known;
        }
        Growing.ToHold(ref _small, _smallCount + 1);
        _small[_smallCount] = new SmallGroup { Fingerprint = fingerprint, Name = names.Add(key), First = -1, Last = -1 };
        _slots.Add(fingerprint, Count);
        return Add(kind, _smallCount++);
    }

    public int OfWide(ScopeKind kind, string key)
    {
        if (_wide[(int)kind].TryGetValue(key, out var known))
            return known;
        _wide[(int)kind][key] = Count;
        _wideOnes.Add((new Scope(kind, key), []));
        return Add(kind, _wideOnes.Count - 1);
    }

    private int Add(ScopeKind kind, int at)
    {
        Growing.ToHold(ref _all, Count + 1);
        _countOfKind[(int)kind]++;
        _all[Count] = (kind, at);
        return Count++;
    }
}

/// <summary>A site or a merchant: its terminals are a chain through their rows.</summary>
internal struct SmallGroup
{
    public ulong Fingerprint;
    public int Name;
    public int First;
    public int Last;
}
