using System.Numerics;
using System.Runtime.InteropServices;

namespace FleetWatch.Detection.Symptoms;

/// <summary>
/// Fingerprints. Nearly all that are asked for are new, and that is answered by one bucket, which is one cache line: a word for the last of its ids, and seven
/// in each of which every id has set one bit (a Bloom filter). The ids themselves lie in the order in which they came, each with the one before it in its
/// bucket, and are read only where all seven bits are set: of a full bucket once in 2,000 in vain. 12 bytes an id, and 3 to 5 of the buckets. What was
/// cleared is filled again: from then on a day like the one before allocates nothing.
/// </summary>
internal sealed class IdSet
{
    private const int Words = Lines.Words;
    private const int BitsOfWord = 6;
    private const int Full = 24;
    private const int Least = 4;
    private const int Chunk = 1 << 14;

    /// <summary>How many ids ahead their buckets are fetched where all are sorted anew.</summary>
    private const int Ahead = 12;
    private readonly List<(ulong[] Ids, int[] Before)> _came = [];
    private Lines _buckets = new(Least);
    private int _shift = ShiftOf(Least);

    public int Count { get; private set; }

    public bool Contains(ulong id) => Count > 0 && IsIn(_buckets[BucketOf(id)], id);

    /// <returns>False where it was there.</returns>
    public bool Add(ulong id)
    {
        if (Contains(id))
            return false;
        if (Count == _came.Count * Chunk)
            _came.Add((new ulong[Chunk], new int[Chunk]));
        if (Count / Full >= _buckets.Count)
            Sort(_buckets.Count * 2);
        _came[Count / Chunk].Ids[Count % Chunk] = id;
        Link(id, Count++);
        return true;
    }

    /// <summary>Forgets all. As many are expected as another one has: nothing needs to be sorted anew until then, and what that takes is kept.</summary>
    public void Clear(int expected)
    {
        Count = 0;
        var chunks = (expected / Chunk) + 1;
        _came.RemoveRange(Math.Min(_came.Count, chunks), Math.Max(0, _came.Count - chunks));
        Sort((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(Least, expected / Full)));
    }

    public void Needed(ulong id) => _buckets.Needed(BucketOf(id));

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

    // The upper bits say which bucket, the lower ones which bits of the filter.
    private int BucketOf(ulong id) => (int)(id >> _shift);

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
        var bucket = _buckets[BucketOf(id)];
        _came[number / Chunk].Before[number % Chunk] = (int)bucket[0];
        bucket[0] = (ulong)(number + 1);
        var bits = id;
        for (var word = 1; word < bucket.Length; word++, bits >>= BitsOfWord)
            bucket[word] |= 1UL << (int)bits;
    }

    // Into so many buckets. Each id belongs anywhere: without asking for its place ahead, all the time would be spent in waiting for it.
    private void Sort(int buckets)
    {
        if (buckets == _buckets.Count)
            _buckets.Clear();
        else
            _buckets = new Lines(buckets);
        _shift = ShiftOf(buckets);
        for (var number = 0; number < Count; number++)
        {
            if (number + Ahead < Count)
                Needed(IdAt(number + Ahead));
            Link(IdAt(number), number);
        }
    }

    private ulong IdAt(int number) => _came[number / Chunk].Ids[number % Chunk];

    private static int ShiftOf(int buckets) => (sizeof(ulong) * 8) - BitOperations.Log2((uint)buckets);
}
