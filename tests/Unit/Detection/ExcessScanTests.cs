using FleetWatch.Detection.Attribution.Scan;
using Xunit;

namespace FleetWatch.Unit.Detection;

public sealed class ExcessScanTests
{
    private const int Values = 4;

    [Fact]
    public void Names_the_pair_that_explains_the_excess() => Assert.Equal([1, 2, -1], Best(Leaves((one, two, _) => one == 1 && two == 2)));

    [Fact]
    public void Names_one_dimension_where_one_is_enough() => Assert.Equal([-1, -1, 3], Best(Leaves((_, _, three) => three == 3)));

    [Fact]
    public void The_order_of_the_leaves_does_not_matter()
    {
        var leaves = Leaves((one, two, _) => one == 1 && two == 2);
        leaves.Reverse();

        Assert.Equal([1, 2, -1], Best(leaves));
    }

    [Fact]
    public void A_value_that_could_not_be_named_is_not_named() =>
        Assert.DoesNotContain(ExcessScan.Rank(Leaves((one, _, _) => one == 0).ConvertAll(leaf => leaf with { Values = [leaf.Values[0] - 1, leaf.Values[1], leaf.Values[2]] }),
            new ScanSettings()), culprit => Array.TrueForAll(culprit.Values, value => value < 0));

    [Fact]
    public void Two_values_of_one_dimension_are_two_culprits() =>
        Assert.Equal(2, ExcessScan.Explain(Leaves((one, _, _) => one is 0 or 3), new ScanSettings { CostPerFurther = 0.1 }).Count);

    [Fact]
    public void Explains_nothing_where_nothing_exceeds_what_was_expected() => Assert.Empty(ExcessScan.Explain(Leaves((_, _, _) => false), new ScanSettings()));

    [Fact]
    public void Explains_nothing_of_nothing() => Assert.Empty(ExcessScan.Explain([], new ScanSettings()));

    private static int[] Best(IReadOnlyList<Leaf> leaves) => Assert.Single(ExcessScan.Explain(leaves, new ScanSettings())).Values;

    private static List<Leaf> Leaves(Func<int, int, int, bool> ill) =>
        [.. from one in Enumerable.Range(0, Values)
            from two in Enumerable.Range(0, Values)
            from three in Enumerable.Range(0, Values)
            select new Leaf([one, two, three], 50, ill(one, two, three) ? 20 : 0.5, 0.6)];
}
