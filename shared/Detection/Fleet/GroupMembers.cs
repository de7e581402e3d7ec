namespace FleetWatch.Detection.Fleet;

/// <summary>
/// Walks the terminals of a group: one, a chain through the rows, or the looks that make up a wide group, of these only every so many where that is
/// asked for. Allocates nothing.
/// </summary>
internal struct GroupMembers
{
    private readonly FleetMap _fleet;
    private readonly List<Look>? _looks;
    private readonly bool _bySite;
    private readonly int _stride;
    private int _next;
    private int _look;

    private GroupMembers(FleetMap fleet, int first, bool bySite, List<Look>? looks, int stride = 1)
    {
        (_fleet, _next, _bySite, _looks, _stride) = (fleet, first, bySite, looks, stride);
        (Current, Within) = (-1, -1);
    }

    public int Current { get; private set; }

    /// <summary>Only those that are in this group as well; -1: all.</summary>
    public int Within { get; init; }

    public static GroupMembers One(FleetMap fleet, int terminal) => new(fleet, terminal, true, null) { _look = -1 };

    public static GroupMembers Chain(FleetMap fleet, int first, bool bySite) => new(fleet, first, bySite, null);

    public static GroupMembers OfLooks(FleetMap fleet, List<Look> looks, int stride) => new(fleet, 0, false, looks, stride);

    public readonly GroupMembers GetEnumerator() => this;

    public bool MoveNext()
    {
        do
        {
            if (!MoveOn())
                return false;
        }
        while (Within >= 0 && !_fleet.Seat(Current).In(Within));
        return true;
    }

    private bool MoveOn()
    {
        if (_looks is not null)
            return MoveOn(_looks);
        Current = _next;
        if (_next < 0)
            return false;
        _next = _look < 0 ? -1 : _bySite ? _fleet.Row(_next).NextInSite : _fleet.Row(_next).NextInMerchant;
        return true;
    }

    private bool MoveOn(List<Look> looks)
    {
        for (; _look < looks.Count; _next -= looks[_look].Count, _look++)
        {
            if (_next >= looks[_look].Count)
                continue;
            Current = looks[_look].Members[_next];
            _next += _stride;
            return true;
        }
        return false;
    }
}
