namespace FleetWatch.Detection.Fleet;

/// <summary>Walks the groups of one terminal, its own first. Allocates nothing.</summary>
internal struct SeatGroups(SeatRow row, int[] wide)
{
    private const int Narrow = 3;
    private int _next;

    public int Current { get; private set; }

    public readonly SeatGroups GetEnumerator() => this;

    public bool MoveNext()
    {
        for (; _next < Narrow + wide.Length; _next++)
        {
            Current = _next switch { 0 => row.Terminal, 1 => row.Site, 2 => row.Merchant, _ => wide[_next - Narrow] };
            if (Current < 0)
                continue;
            _next++;
            return true;
        }
        return false;
    }
}
