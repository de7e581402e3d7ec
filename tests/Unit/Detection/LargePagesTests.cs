using FleetWatch.Detection;
using Xunit;

namespace FleetWatch.Unit.Detection;

public sealed class LargePagesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    [InlineData(2_000_000)]
    public void A_hint_changes_nothing(int count)
    {
        var all = Enumerable.Range(0, count).Select(number => (long)number).ToArray();

        LargePages.Wanted(all);

        Assert.Equal(count * (count - 1L) / 2, all.Sum());
        Assert.True(all.Order().SequenceEqual(all));
    }
}
