using FleetWatch.Explaining.Refusals;
using Xunit;

namespace FleetWatch.Unit.Explaining;

/// <summary>How far is looked around a failure: never into what has not come yet.</summary>
public sealed class LookedAtTests
{
    private static readonly DateTimeOffset Failed = new(2026, 11, 5, 14, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(1, 1)]
    [InlineData(180, 180)]
    [InlineData(600, 180)]
    [InlineData(null, 180)]
    public void Ends_when_it_is_asked_or_three_hours_after(int? askedAfterMinutes, int untilMinutes) =>
        Assert.Equal((Failed.AddHours(-26), Failed.AddMinutes(untilMinutes)), LookedAt.Around(Failed, askedAfterMinutes is { } asked ? Failed.AddMinutes(asked) : null));
}
