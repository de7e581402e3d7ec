namespace FleetWatch.Reporting.Facts;

/// <summary>Rows in blocks, so that growing never copies what is there: 5 million rows stay below twice nothing of their size.</summary>
internal sealed class Rows<T> where T : struct
{
    private const int Bits = 14;
    private readonly List<T[]> _blocks = [];

    public int Count { get; private set; }

    public ref T this[int at] => ref _blocks[at >> Bits][at & ((1 << Bits) - 1)];

    public void Add(in T row)
    {
        if (Count >> Bits == _blocks.Count)
            _blocks.Add(new T[1 << Bits]);
        this[Count++] = row;
    }
}
