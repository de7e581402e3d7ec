using CsCheck;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using Xunit;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Unit.Incidents;

public sealed class RatingAdviceTests
{
    [Fact]
    public void Short_noise_suggests_the_least_duration_that_spares_it_and_says_what_it_costs()
    {
        Incident[] rated =
        [
            .. new[] { 3.5, 4, 5.9, 6.2, 30 }.Select(minutes => Rated(Causes.NetworkCongestion, useful: false, minutes)),
            .. Enumerable.Range(0, 20).Select(n => Rated(Causes.SiteNetwork, useful: true, n == 0 ? 5 : 90)),
        ];
        var advice = Assert.Single(RatingAdvice.Of(rated));
        Assert.Equal(new Advice(Causes.NetworkCongestion, ScopeKind.Site, 5, 5, new SettingChange("LeastDuration", "00:31:00", 5, 1, 20)), advice);
    }

    [Fact]
    public void A_setting_that_costs_more_than_a_tenth_of_the_useful_ones_is_not_suggested()
    {
        Incident[] rated =
        [
            .. Enumerable.Range(0, 5).Select(n => Rated(Causes.NetworkCongestion, useful: false, 10)),
            .. Enumerable.Range(0, 5).Select(n => Rated(Causes.SiteNetwork, useful: true, n == 0 ? 5 : 90)),
        ];
        Assert.Null(Assert.Single(RatingAdvice.Of(rated)).Change);
    }

    [Fact]
    public void Noise_about_one_terminal_with_few_cards_suggests_more_cards()
    {
        Incident[] rated =
        [
            .. Enumerable.Range(0, 5).Select(_ => Rated(Causes.ReaderFault, useful: false, 300, ScopeKind.Terminal, cards: 3)),
            .. Enumerable.Range(0, 4).Select(_ => Rated(Causes.AppFrozen, useful: true, 200, ScopeKind.Terminal, cards: 9)),
        ];
        Assert.Equal(new SettingChange("CardsToBlameTerminal", "4", 5, 0, 4), Assert.Single(RatingAdvice.Of(rated)).Change);
    }

    [Fact]
    public void Few_ratings_half_noise_or_one_who_found_it_useful_suggest_nothing()
    {
        Assert.Empty(RatingAdvice.Of(Enumerable.Range(0, 4).Select(_ => Rated(Causes.Power, useful: false, 4))));
        Assert.Empty(RatingAdvice.Of(Enumerable.Range(0, 8).Select(n => Rated(Causes.Power, useful: n % 2 == 0, 4))));
        var disputed = Rated(Causes.Power, useful: false, 4);
        disputed = disputed with { Ratings = [.. disputed.Ratings, new Rating("wang", true, null)] };
        Assert.Empty(RatingAdvice.Of(Enumerable.Repeat(disputed, 9)));
        Assert.Empty(RatingAdvice.Of([Rated(Causes.Power, useful: false, 4) with { Ratings = [] }]));
    }

    /// <summary>Whatever is suggested spares more than half of the noise and costs a tenth of the useful ones at most, counted again.</summary>
    [Fact]
    public void A_suggestion_keeps_its_word() =>
        Gen.Select(Gen.Bool, Gen.Int[1, 90], Gen.Int[0, 6]).Array[5, 60].Sample(drawn =>
        {
            var rated = drawn.Select(one => Rated(Causes.ReaderFault, one.Item1, one.Item2, ScopeKind.Terminal, one.Item3)).ToList();
            foreach (var advice in RatingAdvice.Of(rated))
            {
                Assert.True(advice.Noise * 2 > advice.Rated);
                if (advice.Change is not { } change)
                    continue;
                bool Gone((bool Useful, int Minutes, int Cards) one) =>
                    change.Setting == "LeastDuration" ? TimeSpan.FromMinutes(one.Minutes) < TimeSpan.Parse(change.Value, null) : one.Cards < int.Parse(change.Value, null);
                Assert.Equal(change.Spares, drawn.Count(one => !one.Item1 && Gone(one)));
                Assert.Equal(change.Costs, drawn.Count(one => one.Item1 && Gone(one)));
                Assert.True(change.Spares * 2 > advice.Noise && change.Costs * 10 <= change.Useful);
            }
        });

    private static Incident Rated(string cause, bool useful, double minutes, ScopeKind kind = ScopeKind.Site, int cards = 0)
    {
        var finding = Finding(cause: cause, kind: kind);
        finding = finding with { Evidence = finding.Evidence with { DistinctCards = cards } };
        var opened = Incident.Evolve(null, new IncidentOpened { IncidentId = "i-1", At = Noon, Finding = finding });
        return opened with { State = IncidentState.Resolved, ResolvedAt = opened.StartedAt.AddMinutes(minutes), Ratings = [new Rating("li", useful, null)] };
    }
}
