using FleetWatch.Explaining.Refusals;
using Xunit;

namespace FleetWatch.Unit.Explaining;

/// <summary>Every story of look-alikes.txt: which cause comes first, how sure at least, and because of which fact.</summary>
public sealed class LookAlikeTests
{
    public static TheoryData<string> Stories() => [.. RefusalStory.All.Select(story => story.Name)];

    [Theory]
    [MemberData(nameof(Stories))]
    public void The_fact_that_separates_them_decides(string name)
    {
        var story = RefusalStory.All.Single(story => story.Name == name);

        var ranked = Ranking.Of(story.Case);

        var told = string.Join("; ", ranked.Select(cause => $"{cause.Cause} {cause.Share} ({string.Join(' ', cause.For.Select(one => one.Fact.Code))})"));
        Assert.True(ranked[0].Cause == story.Expected && ranked[0].Share >= story.Least, $"expected {story.Expected} at least {story.Least}: {told}");
        if (story.Because is not null)
            Assert.Contains(ranked[0].For, one => one.Fact.Code == story.Because);
        Assert.Equal(1, ranked.Sum(cause => cause.Share), 0.01);
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public void What_comes_twice_or_in_another_order_changes_nothing(string name)
    {
        var told = RefusalStory.All.Single(story => story.Name == name).Case;
        var again = told with { Around = [.. told.Around.Reverse(), told.Failure, .. told.Around] };

        Assert.Equal(Ranking.Of(told).Select(cause => (cause.Cause, cause.Share)), Ranking.Of(again).Select(cause => (cause.Cause, cause.Share)));
    }
}
