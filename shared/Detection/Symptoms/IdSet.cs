using System.Numerics;
using System.Runtime.InteropServices;

namespace FleetWatch.Detection.Symptoms;

/// <summary>
/// Fingerprints. Nearly all that are asked for are new, and that is answered by one bucket of 64 bytes: a word for the last of its ids, and seven in each of
/// which every id has set one bit (a Bloom filter). The ids themselves lie in the order in which they came, each with the one before it in its bucket, and are
/// read only where all seven bits are set: of a full bucket once in 2,000 in vain. 12 bytes an id, and 3 to 5 of the buckets.
/// </summary>
internal sealed class IdSet
{
    private const int Words = 8;
    private const int BitsOfWord = 6;
    private const int Full = 24;
    private const int Least = 4;
    private const int Chunk = 1 << 14;
    private readonly List<(ulong[] Ids, int[] Before)> _came = [];
    private ulong[] _buckets;
    private int _shift;

    /// <param name="expected">How many there will be, as far as is known: nothing needs to be sorted anew until then.</param>
    public IdSet(int expected = 0) => _buckets = Empty(Math.Max(Least, expected / Full));

    public int Count { get; private set; }

    public bool Contains(ulong id) => Count > 0 && IsIn(Bucket(id), id);

    /// <returns>False where it was there.</returns>
    public bool Add(ulong id)
    {
        if (Contains(id))
            return false;
        if (Count % Chunk == 0)
            _came.Add((new ulong[Chunk], new int[Chunk]));
        if (Count / Full >= _buckets.Length / Words)
            Grow();
        _came[^1].Ids[Count % Chunk] = id;
        Link(id, Count++);
        return true;
    }

    public void Needed(ulong id)
    {
        var first = First(id);
        Soon.Needed(_buckets, first);
        Soon.Needed(_buckets, first + Words - 1);
    }

    public void Write(BinaryWriter target)
    {
        target.Write(Count);
        for (var at = 0; at < Count; at += Chunk)
            target.Write(MemoryMarshal.AsBytes(_came[at / Chunk].Ids.AsSpan(0, Math.Min(Chunk, Count - at))));
    }

    public static IdSet Read(BinaryReader source)
    {
        var count = source.ReadInt32();
        var read = new IdSet();
        for (; count > 0; count--)
            read.Add(source.ReadUInt64());
        return read;
    }

    private Span<ulong> Bucket(ulong id) => _buckets.AsSpan(First(id), Words);

    // The upper bits say which bucket, the lower ones which bits of the filter.
    private int First(ulong id) => (int)(id >> _shift) * Words;

    private bool IsIn(ReadOnlySpan<ulong> bucket, ulong id)
    {
        var bits = id;
        for (var word = 1; word < bucket.Length; word++, bits >>= BitsOfWord)
        {
            if ((bucket[word] >> (int)bits & 1) == 0)
                return false;
        }
        for (var at = (int)bucket[0]; at > 0;)
        {
            var (ids, before) = _came[(at - 1) / Chunk];
            if (ids[(at - 1) % Chunk] == id)
                return true;
            at = before[(at - 1) % Chunk];
        }
        return false;
    }

    private void Link(ulong id, int number)
    {
        var bucket = Bucket(id);
        _came[number / Chunk].Before[number % Chunk] = (int)bucket[0];
        bucket[0] = (ulong)(number + 1);
        var bits = id;
        for (var word = 1; word < bucket.Length; word++, bits >>= BitsOfWord)
            bucket[word] |= 1UL << (int)bits;
    }

    private void Grow()
    {
        _buckets = Empty(_buckets.Length / Words * 2);
        for (var number = 0; number < Count; number++)
            Link(_came[number / Chunk].Ids[number % Chunk], number);
    }

    private ulong[] Empty(int buckets)
    {
        var log = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)buckets));
        _shift = (sizeof(ulong) * 8) - log;
        return new ulong[Words << log];
    }
}
