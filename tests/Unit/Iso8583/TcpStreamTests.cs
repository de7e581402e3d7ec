using CsCheck;
using FleetWatch.Simulator.Captures;
using Xunit;

namespace FleetWatch.Unit.Iso8583;

public sealed class TcpStreamTests
{
    private static readonly Gen<(uint Start, byte[] Bytes, (int From, int Length)[] Segments, int Seed)> Connections =
        from start in Gen.OneOf(Gen.UInt, Gen.Const(uint.MaxValue - 20))
        from bytes in Gen.Byte.Array[1, 200]
        from sizes in Gen.Int[1, 40].Array[1, 30]
        from again in Gen.Select(Gen.Int[0, 199], Gen.Int[1, 40]).Array[0, 5]
        from seed in Gen.Int
        select (start, bytes, Cut(bytes.Length, sizes, again), seed);

    [Fact]
    public void Segments_in_any_order_some_of_them_twice_are_the_bytes_that_were_sent() => Connections.Sample(connection =>
    {
        var stream = new TcpStream();
        var received = new List<byte>();
        stream.Take(connection.Start, begins: true, []);
        new Random(connection.Seed).Shuffle(connection.Segments);
        foreach (var (from, length) in connection.Segments)
            received.AddRange(stream.Take(connection.Start + 1 + (uint)from, false, connection.Bytes[from..(from + length)]).Bytes);

        Assert.Equal(connection.Bytes, received);
        Assert.Empty(stream.End().Bytes);
    }, iter: 2000);

    [Fact]
    public void Bytes_that_were_never_captured_are_told_and_it_goes_on_behind_them()
    {
        var stream = new TcpStream();
        stream.Take(99, begins: true, []);

        Assert.Empty(stream.Take(105, false, [6, 7]).Bytes);
        var (bytes, gap) = stream.End();

        Assert.True(gap);
        Assert.Equal([6, 7], bytes);
    }

    [Fact]
    public void A_capture_that_begins_in_the_middle_is_read_from_there()
    {
        var stream = new TcpStream();

        Assert.Equal([1, 2], stream.Take(5000, false, [1, 2]).Bytes);
        Assert.Equal([3], stream.Take(5001, false, [2, 3]).Bytes);
        Assert.Empty(stream.Take(5000, false, [1, 2]).Bytes);
    }

    [Fact]
    public void What_waits_for_a_missing_segment_is_bounded()
    {
        var stream = new TcpStream();
        stream.Take(99, begins: true, []);
        var told = false;
        for (var at = 0u; at < 2 * TcpStream.MostWaiting && !told; at += 1000)
            told = stream.Take(200 + at, false, new byte[1000]).Gap;

        Assert.True(told);
    }

    /// <summary>A capture that somebody made for it: every other byte, each in a segment of its own, and the missing ones last.</summary>
    [Fact]
    public void Ten_times_as_many_segments_that_wait_cost_little_more_than_ten_times_as_much()
    {
        Assert.InRange(Comparisons(20_000), 1, 15 * Comparisons(2_000));
    }

    private static long Comparisons(int segments)
    {
        var counted = new Counted();
        var stream = new TcpStream(counted);
        stream.Take(99, begins: true, []);
        for (var at = 1u; at < 2 * segments; at += 2)
            Assert.Empty(stream.Take(100 + at, false, [1]).Bytes);
        for (var at = 0u; at < 2 * segments; at += 2)
            Assert.Equal(2, stream.Take(100 + at, false, [0]).Bytes.Length);
        return counted.Times;
    }

    private sealed class Counted : IComparer<long>
    {
        public long Times { get; private set; }

        public int Compare(long x, long y)
        {
            Times++;
            return x.CompareTo(y);
        }
    }

    private static (int, int)[] Cut(int length, int[] sizes, (int From, int Length)[] again)
    {
        List<(int, int)> segments = [];
        for (var (at, which) = (0, 0); at < length; at += sizes[which++ % sizes.Length])
            segments.Add((at, Math.Min(sizes[which % sizes.Length], length - at)));
        segments.AddRange(again.Where(one => one.From < length).Select(one => (one.From, Math.Min(one.Length, length - one.From))));
        return [.. segments];
    }
}
