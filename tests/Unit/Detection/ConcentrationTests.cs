using FleetWatch.Contracts;
using Xunit;

namespace FleetWatch.Unit.Detection;

/// <summary>Where in its scope a finding's failures are, where they are not all over it.</summary>
public sealed class ConcentrationTests
{
    private const int From = (2 * 24 * 60) + 600;
    private static readonly string[] Software = ["software-error", "30", "97"];
    private static readonly string[] Counts = ["all", "expected", "failures", "restExpected", "restFailures"];

    public static TheoryData<string> PlainStories => ["outdated-software", "carrier-outage", "weather", "merchant-account", "issuer-outage", "magnetic-interference", "site-network", "reader-fault"];

    [Fact]
    public void A_version_that_fails_in_one_region_only_is_said_to()
    {
        var fact = Concentrated(new Trouble("region", "North", From, From + 1200, 60, Software, "05", false, null), "Version S90/2.0");

        Assert.Equal("North", Assert.Single(fact.Values, value => !Counts.Contains(value.Key)).Value);
        Assert.Equal(fact.Values["all"], fact.Values["failures"]);
        Assert.Equal("0", fact.Values["restFailures"]);
    }

    [Fact]
    public void A_version_that_fails_with_the_cards_of_one_issuer_is_said_to()
    {
        var fact = Concentrated(new Trouble("version", "S90/1.0", From, From + 1200, 60, Software, "05", false, "62000003"), "Version S90/1.0");

        Assert.Equal(new("bin", "62000003"), Assert.Single(fact.Values, value => !Counts.Contains(value.Key)));
    }

    [Fact]
    public void Cards_that_are_common_there_are_not_said_to_be_the_trouble()
    {
        // Nearly all everyday declines of those sites are of this issuer as well: most cards there are its.
        var local = new Trouble("version", "S90/1.0", 60, From + 1200, 10, ["51"], "05", false, "62000003");

        Assert.Empty(Facts(new Trouble("version", "S90/1.0", From, From + 1200, 120, Software, "05", false, "62000003"), local));
    }

    [Theory]
    [MemberData(nameof(PlainStories))]
    public void A_trouble_of_the_whole_scope_is_not_narrowed(string story) =>
        Assert.Empty(Facts(Scenario.Read(Path.Combine(AppContext.BaseDirectory, "Detection", "Scenarios", story + ".txt"))));

    private static EvidenceFact Concentrated(Trouble trouble, string scope)
    {
        var told = Told(new Scenario(48, 3, 8, 4, [trouble], [])).Last();
        Assert.Equal(scope, told.Scope.ToString());
        return Assert.Single(told.Evidence.Facts, fact => fact.Code == EvidenceFact.ConcentratedIn);
    }

    private static List<EvidenceFact> Facts(params Trouble[] troubles) => Facts(new Scenario(48, 3, 8, 4, troubles, []));

    private static List<EvidenceFact> Facts(Scenario story) => [.. Told(story).SelectMany(finding => finding.Evidence.Facts).Where(fact => fact.Code == EvidenceFact.ConcentratedIn)];

    private static List<Finding> Told(Scenario story)
    {
        var watched = new Watched(ScenarioFeed.Fleet(story));
        foreach (var (minute, events) in ScenarioFeed.Of(story))
            watched.Minute(minute, events);
        var told = watched.Said.Select(news => (news as FindingOpened)?.Finding ?? (news as FindingGrew)?.Finding).OfType<Finding>().ToList();
        Assert.NotEmpty(told);
        return told;
    }
}
