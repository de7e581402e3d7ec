using CsCheck;
using FleetWatch.Detection.Symptoms;
using Xunit;

namespace FleetWatch.Unit.Detection;

public sealed class IdSetTests
{
    private static readonly Gen<ulong[]> Ids = Gen.OneOf(Gen.ULong, Gen.ULong[0, 40], Gen.ULong[0, 40].Select(one => ulong.MaxValue - one)).Array[0, 400];

    [Fact]
    public void Says_of_every_id_whether_it_was_there_however_many_share_a_bucket() => Ids.Sample(ids =>
    {
        var (set, model) = (new IdSet(), new HashSet<ulong>());
        return ids.All(id => set.Contains(id) == model.Contains(id) && set.Add(id) == model.Add(id)) && set.Count == model.Count
            && Enumerable.Range(0, 60).All(id => set.Contains((ulong)id) == model.Contains((ulong)id));
    });

    [Fact]
    public void What_was_saved_is_read_back_and_saved_alike() => Ids.Sample(ids =>
    {
        var set = new IdSet();
        foreach (var id in ids)
            set.Add(id);
        var read = IdSet.Read(new BinaryReader(new MemoryStream(Saved(set))));
        return ids.All(read.Contains) && Saved(read).SequenceEqual(Saved(set));
    });

    [Fact]
    public void A_hundred_thousand_are_kept_apart()
    {
        var (set, random) = (new IdSet(), new Random(3));
        var ids = Enumerable.Range(0, 100_000).Select(_ => (ulong)random.NextInt64()).ToHashSet();

        Assert.All(ids, id => Assert.True(set.Add(id)));
        Assert.All(ids, id => Assert.False(set.Add(id)));
        Assert.DoesNotContain(Enumerable.Range(0, 100_000).Select(_ => (ulong)random.NextInt64()), id => set.Contains(id) != ids.Contains(id));
    }

    [Fact]
    public void What_was_cleared_is_as_good_as_new() => Gen.Select(Ids, Gen.Int[0, 100_000], Ids).Sample((before, expected, ids) =>
    {
        var (set, model) = (new IdSet(), new IdSet());
        foreach (var id in before)
            set.Add(id);
        set.Clear(expected);
        return before.All(id => !set.Contains(id)) && ids.All(id => set.Add(id) == model.Add(id)) && Saved(set).SequenceEqual(Saved(model));
    });

    [Fact]
    public void A_day_like_the_one_before_allocates_nothing()
    {
        var set = new IdSet();
        Fill(set);
        set.Clear(set.Count);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Fill(set);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Fill(IdSet set)
    {
        for (var number = 0; number < 100_000; number++)
            set.Add((ulong)number * 0x9E3779B97F4A7C15);
    }

    private static byte[] Saved(IdSet set)
    {
        using var state = new MemoryStream();
        set.Write(new BinaryWriter(state));
        return state.ToArray();
    }
}
