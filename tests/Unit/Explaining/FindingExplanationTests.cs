using FleetWatch.Contracts;
using FleetWatch.Explaining;
using FleetWatch.Explaining.Findings;
using Xunit;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Unit.Explaining;

public sealed class FindingExplanationTests
{
    public static TheoryData<string> Languages() => [.. Words.Languages];

    [Fact]
    public void Says_all_that_the_person_who_mends_it_asks()
    {
        var said = FindingExplanation.Of(Router(), English).ToText(English);

        Assert.Equal("""
            Site network down: site S0007
            Since 11:56 (Etc/UTC); terminals affected: 3. We are 94% sure of the cause.

            What we see
            - Failures: 9 in 12 attempts; expected: 0.4.
            - Terminals: 3, sites: 1, different cards: 8.
            - Mostly: no signal (6), connection timed out (3).

            What is well beside it
            - merchant M1: failures 0, expected 0.9, terminals 40.

            What else it could be
            - Power lost, site S0007 (6%).
            - What would decide it: whether the terminals were off: their uptime when they come back.

            Do this first
            1. Call the site: are router and modem on, and do other devices have internet?
            2. Have the router restarted at the power plug.
            3. If it stays down, open a ticket with the site's internet provider.

            Whom to tell
            1. network operations
            2. the merchant

            Terminals (3)
            - T000001, T000002, T000003

            """, said, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Says_the_same_in_Chinese()
    {
        var said = FindingExplanation.Of(Router(), Chinese);

        Assert.Equal("门店S0007：门店网络中断", said.Headline);
        Assert.Equal(["12次交易中失败9次，正常情况下预计0.4次。", "涉及终端3台、门店1家、不同卡片8张。", "主要表现：无信号（6次）、连接超时（3次）。"], said.Seen);
        Assert.Equal(["网络运维", "商户"], said.Tell);
        Assert.DoesNotContain("failures", said.ToText(Chinese), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_cause_has_a_name_a_runbook_and_every_audience_a_name(string language)
    {
        var words = Words.For(language, "Etc/UTC");
        foreach (var cause in typeof(Causes).GetFields().Select(field => (string)field.GetRawConstantValue()!))
        {
            Assert.NotEqual(cause, words.Cause(cause));
            Assert.NotNull(words.Find($"steps.{cause}"));
        }
        Assert.All(Enum.GetValues<Audience>(), audience => Assert.NotEmpty(words.Audience(audience)));
    }

    [Fact]
    public void Without_a_runner_up_it_says_that_nothing_else_fits() =>
        Assert.Equal(["Nothing else fits nearly as well."], FindingExplanation.Of(Finding(), English).Otherwise);

    private static Words English => Words.For("en", "Etc/UTC");

    private static Words Chinese => Words.For("zh-Hans", "Etc/UTC");

    private static Finding Router() => Finding(terminals: 3) with
    {
        RunnerUp = new RunnerUp(Causes.Power, new Scope(ScopeKind.Site, "S0007"), 0.06, "power-or-site-network"),
        Evidence = new Evidence
        {
            Failures = 9,
            Expected = 0.4,
            Attempts = 12,
            DistinctCards = 8,
            DistinctTerminals = 3,
            DistinctSites = 1,
            Symptoms = [new("no-signal", 6), new("connect-timeout", 3)],
            Peers = [new(new Scope(ScopeKind.Merchant, "M1"), 0, 0.9, 40)],
        },
    };
}
