using CsCheck;
using FleetWatch.Detection;
using Xunit;

namespace FleetWatch.Unit.Detection;

public sealed class KeyedTests
{
    private static readonly Gen<(ulong Key, long Value)[]> Writes = Gen.Select(Gen.OneOf(Gen.ULong, Gen.ULong[0, 40]), Gen.Long).Array[0, 300];

    [Fact]
    public void Keeps_what_a_dictionary_keeps() => Writes.Sample(writes =>
    {
        var (keyed, model) = (new Keyed<long>(), new SortedDictionary<ulong, long>());
        foreach (var (key, value) in writes)
        {
            keyed.SlotNeeded(key);
            keyed.ValueNeeded(key);
            ref var kept = ref keyed.Of(key, out var known);
            if (known != model.TryGetValue(key, out var before) || kept != before)
                return false;
            kept = model[key] = value;
        }
        return keyed.Count == model.Count && keyed.Sorted(_ => true).SequenceEqual(model.Select(one => (one.Key, one.Value)))
            && keyed.Sorted(value => value > 0).SequenceEqual(model.Where(one => one.Value > 0).Select(one => (one.Key, one.Value)));
    });

    [Fact]
    public void A_place_stays_where_it_is_however_many_come()
    {
        var keyed = new Keyed<long>();
        ref var first = ref keyed.Of(1, out _);
        for (var key = 2UL; key < 20_000; key++)
            keyed.Of(key, out _) = (long)key;
        first = 5;

        Assert.Equal(5, keyed.Of(1, out _));
        Assert.Equal(19_999, keyed.Of(19_999, out _));
    }

    [Fact]
    public void What_is_reset_begins_anew_and_what_was_not_known_takes_no_room()
    {
        var keyed = new Keyed<long>();
        keyed.Of(1, out _) = 5;

        keyed.Reset(1);
        keyed.Reset(2);

        Assert.Equal((1, 0), (keyed.Count, keyed.Of(1, out _)));
    }
}
