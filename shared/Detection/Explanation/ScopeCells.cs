using FleetWatch.Contracts;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Presence;

namespace FleetWatch.Detection.Explanation;

/// <summary>
/// The attempts of a scope since a moment by what its terminals are: version, carrier, region, and merchant and site where these are few.
/// </summary>
internal sealed class ScopeCells
{
    private const int Most = 100;
    private const int MostKinds = 5;
    private const int LeastKinds = 3;

    /// <summary>Terminals times quarter hours: beyond, a look would take longer than it is worth.</summary>
    private const long MostReads = 8_000_000;

    /// <summary>Of a larger group every so many terminals are looked at: of a hundred cells each has more than a hundred still.</summary>
    private const int Sampled = 16_384;
    private readonly FleetMap _fleet;
    private readonly int _kinds;
    private readonly Dictionary<Cell, double> _attempts = [];

    private ScopeCells(FleetMap fleet, int kinds) => (_fleet, _kinds) = (fleet, kinds);

    public IReadOnlyDictionary<Cell, double> Attempts => _attempts;

    /// <returns>Null where the scope is too large for so long a time, or too motley.</returns>
    public static ScopeCells? Of(FleetMap fleet, ActivityHistory history, PresenceWatch presence, int group, long since, long now)
    {
        for (var kinds = MostKinds; kinds >= LeastKinds; kinds--)
        {
            var cells = new ScopeCells(fleet, kinds);
            if (cells.Read(history, presence, group, since, now))
                return cells;
        }
        return null;
    }

    public Cell CellOf(int terminal)
    {
        var seat = _fleet.Seat(terminal);
        return new Cell(Of(0), Of(1), Of(2), Of(3), Of(4), Issuer: -1);

        int Of(int kind) => kind < _kinds ? seat.OfKind(Cell.Kinds[kind]) : -1;
    }

    private bool Read(ActivityHistory history, PresenceWatch presence, int group, long since, long now)
    {
        var (first, last) = ((int)(since / ActivityHistory.QuarterTicks), (int)(now / ActivityHistory.QuarterTicks));
        // Of the quarter hour in which it began, the part that was left.
        var left = 1 - (since % ActivityHistory.QuarterTicks / (double)ActivityHistory.QuarterTicks);
        var reads = 0L;
        var (members, each) = _fleet.Group(group).Sample(Sampled);
        foreach (var member in members)
        {
            if ((reads += last - first + 1) > MostReads)
                return false;
            var attempts = presence.Traffic.Of(_fleet.Group(_fleet.Row(member).Terminal), now, onlyWhileHeard: false).Untold + (left * history.Attempts(member, first));
            for (var quarter = first + 1; quarter <= last; quarter++)
                attempts += history.Attempts(member, quarter);
            var cell = CellOf(member);
            _attempts[cell] = _attempts.GetValueOrDefault(cell) + (attempts * each);
            if (_attempts.Count > Most)
                return false;
        }
        return true;
    }
}

/// <summary>What some attempts of a scope have in common: groups by number, -1 where there is none or the kind has too many to tell apart.</summary>
internal readonly record struct Cell(int Version, int Carrier, int Region, int Merchant, int Site, int Issuer)
{
    public static readonly ScopeKind[] Kinds = [ScopeKind.Version, ScopeKind.Carrier, ScopeKind.Region, ScopeKind.Merchant, ScopeKind.Site, ScopeKind.Issuer];

    /// <summary>In the order of <see cref="Kinds"/>.</summary>
    public int[] Groups => [Version, Carrier, Region, Merchant, Site, Issuer];
}
