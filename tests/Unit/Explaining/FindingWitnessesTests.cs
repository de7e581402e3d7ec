using FleetWatch.Contracts;
using FleetWatch.Explaining.Refusals;
using Xunit;

namespace FleetWatch.Unit.Explaining;

/// <summary>How much a finding that covers a refusal says of it.</summary>
public sealed class FindingWitnessesTests
{
    private static readonly RefusalCase Plain = RefusalStory.All.Single(story => story.Name == "a finding at another place decides nothing").Case with { Findings = [] };

    [Fact]
    public void It_claims_what_is_beyond_expectation_as_sure_as_it_is_and_leaves_the_rest_as_it_was()
    {
        var told = Shares(Drops() with { Confidence = 0.9, Evidence = Counted(failures: 10, expected: 5) });

        Assert.All(Shares(), cause => Assert.Equal((cause.Value * 0.55) + (cause.Key == Causes.NetworkDrops ? 0.45 : 0), told[cause.Key], 0.002));
    }

    [Fact]
    public void Its_runner_up_has_its_part()
    {
        var second = Drops() with { Confidence = 0.6, RunnerUp = new RunnerUp(Causes.NetworkCongestion, new Scope(ScopeKind.Site, "S1"), 0.4), Evidence = Counted(10, 5) };

        var told = Shares(second);

        Assert.Equal((Shares()[Causes.NetworkCongestion] * 0.5) + 0.2, told[Causes.NetworkCongestion], 0.002);
        Assert.Contains(Ranking.Of(Plain with { Findings = [second] }).Single(cause => cause.Cause == Causes.NetworkCongestion).For, one => one.Fact.Code == "finding-otherwise");
    }

    [Fact]
    public void A_runner_up_at_another_place_has_none()
    {
        var told = Shares(Drops() with { Confidence = 0.6, RunnerUp = new RunnerUp(Causes.NetworkCongestion, new Scope(ScopeKind.Site, "S2"), 0.4), Evidence = Counted(10, 5) });

        Assert.Equal(Shares()[Causes.NetworkCongestion] * 0.7, told[Causes.NetworkCongestion], 0.002);
    }

    [Fact]
    public void Two_findings_that_claim_the_same_failure_share_it_in_any_order()
    {
        var wide = Drops() with { FindingId = "f-2", Cause = Causes.Weather, Scope = new Scope(ScopeKind.Region, "North") };

        var told = Shares(Drops(), wide);

        Assert.Equal(told, Shares(wide, Drops()));
        Assert.Equal(1, told.Values.Sum(), 0.01);
        Assert.InRange(told[Causes.Weather], 0.4, 0.6);
        Assert.InRange(told[Causes.NetworkDrops], 0.4, 0.6);
    }

    public static TheoryData<string, Finding> Strangers() => new()
    {
        { "it began later", Drops() with { StartedAt = Plain.Failure.OccurredAt.AddMinutes(20) } },
        { "the code does not allow its cause", Drops() with { Cause = Causes.MagneticInterference } },
        { "as many were expected", Drops() with { Evidence = Counted(10, 10) } },
        { "nothing was counted", Drops() with { Evidence = Counted(0, 0) } },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public void It_says_nothing_where(string _, Finding finding) => Assert.Equal(Shares(), Shares(finding));

    [Fact]
    public void One_that_showed_in_other_codes_so_far_has_half_a_claim()
    {
        var told = Shares(Drops() with { Confidence = 0.9, Evidence = Counted(10, 5) with { Symptoms = [new SymptomCount("mag-read-error", 10)] } });

        Assert.Equal((Shares()[Causes.NetworkDrops] * (1 - 0.225)) + 0.225, told[Causes.NetworkDrops], 0.002);
    }

    [Fact]
    public void Missed_heartbeats_are_a_trouble_of_the_line_too() =>
        Assert.True(Shares(Drops() with { Evidence = Counted(10, 1) with { Symptoms = [new SymptomCount(SymptomCount.Silence, 10)] } })[Causes.NetworkDrops] > 0.8);

    private static Finding Drops() => Support.Findings.Finding("f-1", Causes.NetworkDrops, ScopeKind.Terminal, "T1", openedAt: Plain.Failure.OccurredAt);

    private static Evidence Counted(int failures, double expected) => new() { Failures = failures, Expected = expected };

    private static Dictionary<string, double> Shares(params Finding[] findings) =>
        Ranking.Of(Plain with { Findings = findings }).ToDictionary(cause => cause.Cause, cause => cause.Share);
}
