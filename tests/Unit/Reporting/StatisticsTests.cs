using FleetWatch.Reporting.Statistics;
using Xunit;

namespace FleetWatch.Unit.Reporting;

public sealed class StatisticsTests
{
    /// <summary>Two-sided 5 % points of Student's t: Abramowitz and Stegun, table 26.10.</summary>
    [Theory]
    [InlineData(1, 12.706)]
    [InlineData(2, 4.303)]
    [InlineData(6, 2.447)]
    [InlineData(7, 2.365)]
    [InlineData(30, 2.042)]
    [InlineData(120, 1.980)]
    [InlineData(1000, 1.962)]
    public void Students_quantiles_are_those_of_the_tables(int degrees, double expected)
    {
        Assert.InRange(Distributions.StudentQuantile(0.05, degrees) / expected, 0.998, 1.002);
        Assert.Equal(0.95, Distributions.StudentWithin(expected, degrees), 3);
    }

    /// <summary>Chi-square points over 2: table 26.8 of the same, for 2·shape degrees of freedom.</summary>
    [Theory]
    [InlineData(5, -1.6449, 1.970)]
    [InlineData(5, 1.6449, 9.154)]
    [InlineData(50, -1.6449, 38.96)]
    public void Gamma_quantiles_are_those_of_the_tables(double shape, double z, double expected) =>
        Assert.InRange(Distributions.GammaQuantile(shape, z) / expected, 0.98, 1.02);

    [Fact]
    public void A_change_is_called_one_in_at_most_about_one_of_twenty_weeks_without_any()
    {
        var random = new Random(5);
        var called = Enumerable.Range(0, 1000).Count(_ => Change(random, 1).Verdict is ChangeVerdict.Rose or ChangeVerdict.Fell);

        Assert.InRange(called, 0, 65);
    }

    [Fact]
    public void A_rate_that_doubles_everywhere_has_risen()
    {
        var random = new Random(6);

        Assert.InRange(Enumerable.Range(0, 100).Count(_ => Change(random, 2).Verdict == ChangeVerdict.Rose), 85, 100);
    }

    [Fact]
    public void A_week_without_attempts_cannot_be_compared() =>
        Assert.Equal(ChangeVerdict.Unknown, RateChange.Of([new RatePair(0, 0, 3, 100), new RatePair(0, 0, 2, 50)]).Verdict);

    [Fact]
    public void One_group_alone_says_nothing_of_the_noise() => Assert.Equal(ChangeVerdict.Unknown, RateChange.Of([new RatePair(3, 100, 30, 100)]).Verdict);

    [Fact]
    public void A_small_place_is_drawn_to_the_others_and_a_large_one_is_not()
    {
        var shrinkage = new Shrinkage([(2, 0.2), (60, 30), (9, 10), (31, 30), (12, 14), (20, 21)]);

        Assert.True(shrinkage.AtLeast(2, 0.2, 1.64) < 1.0);
        Assert.True(shrinkage.AtLeast(60, 30, 1.64) > 1.3);
        Assert.True(shrinkage.Factor(2, 0.2) < 2 / 0.2);
    }

    /// <summary>40 sites of very different rates that are the same in both weeks, failures in bursts of three, days that differ.</summary>
    private static RateChange Change(Random random, double times)
    {
        var days = Enumerable.Range(0, 14).Select(_ => 0.7 + (0.6 * random.NextDouble())).ToArray();
        var cells = (from site in Enumerable.Range(0, 40)
                     let rate = 0.01 + (0.05 * random.NextDouble() * random.NextDouble())
                     from day in Enumerable.Range(0, 14)
                     let attempts = 20 + random.Next(200)
                     let bursts = Enumerable.Range(0, attempts / 3).Count(_ => random.NextDouble() < rate * days[day] * (day >= 7 ? times : 1))
                     select (site, day, attempts, failures: bursts * 3)).ToList();
        RatePair Pair(IEnumerable<(int Site, int Day, int Attempts, int Failures)> of)
        {
            var all = of.ToList();
            return new(all.Where(one => one.Day < 7).Sum(one => one.Failures), all.Where(one => one.Day < 7).Sum(one => one.Attempts),
                all.Where(one => one.Day >= 7).Sum(one => one.Failures), all.Where(one => one.Day >= 7).Sum(one => one.Attempts));
        }
        return RateChange.Of([.. cells.GroupBy(one => one.site).Select(Pair)], [.. cells.GroupBy(one => one.day % 7).Select(Pair)]);
    }
}
