using FleetWatch.Contracts;
using FleetWatch.Detection.Causes;
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

            What is beside it
            - the rest of merchant M1 is well: failures 0, expected 0.9, terminals 40.
            - carrier cmcc in North is not well either: failures 9, expected 1.2, terminals 30.
            - region North is well but for other findings: failures 9, 7 of them explained by these, expected 1.1, terminals 90.
            - issuer with BIN 62000001 is well: failures 1, expected 0.8.

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
        Assert.Equal(
            [
                "商户M1的其余终端正常：失败0次，预计0.9次，共40台终端。", "North地区运营商cmcc同样异常：失败9次，预计1.2次，共30台终端。",
                "North地区除其他发现所述外正常：失败9次（其中7次属于其他发现），预计1.1次，共90台终端。", "发卡行（BIN 62000001）正常：失败1次，预计0.8次。",
            ],
            said.Peers);
        Assert.Equal(["网络运维", "商户"], said.Tell);
        Assert.DoesNotContain("failures", said.ToText(Chinese), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", 27, "Failures: 27 in 30 attempts, and missed heartbeats: 69; expected of both: 0.4.")]
    [InlineData("zh-Hans", 27, "30次交易中失败27次，另缺失心跳69次；两者正常情况下合计预计0.4次。")]
    [InlineData("en", 0, "Missed heartbeats: 69; expected: 0.4.")]
    [InlineData("zh-Hans", 0, "缺失心跳69次，正常情况下预计0.4次。")]
    public void Counts_missed_heartbeats_as_what_they_are(string language, int failed, string said)
    {
        var router = Router();
        var evidence = router.Evidence with
        {
            Failures = failed + 69,
            Attempts = failed == 0 ? 0 : 30,
            Symptoms = [new SymptomCount(SymptomCount.Silence, 69), .. failed == 0 ? Array.Empty<SymptomCount>() : [new SymptomCount("no-signal", failed)]],
        };

        Assert.Equal(said, FindingExplanation.Of(router with { Evidence = evidence }, Words.For(language, "Etc/UTC")).Seen[0]);
    }

    [Theory]
    [InlineData("en", "38 of the 40 failures have this in common: software 2.3.1 on V510, carrier Blue; 0.6 were expected there. All else in the scope: failures 2, expected 1.8.")]
    [InlineData("zh-Hans", "40次失败中有38次集中于：V510机型软件2.3.1、运营商Blue，该处预计0.6次；范围内其余部分失败2次，预计1.8次。")]
    public void Says_where_in_its_scope_the_failures_are(string language, string said)
    {
        var fact = new EvidenceFact(EvidenceFact.ConcentratedIn, new Dictionary<string, string>
        {
            ["carrier"] = "Blue",
            ["version"] = "V510/2.3.1",
            ["failures"] = "38",
            ["expected"] = "0.6",
            ["all"] = "40",
            ["restFailures"] = "2",
            ["restExpected"] = "1.8",
        });

        Assert.Equal(said, Words.For(language, "Etc/UTC").Fact(fact));
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

    [Theory]
    [InlineData("0.95", "Share of its attempts that fail because of it: 95%.")]
    [InlineData("0.003", "Share of its attempts that fail because of it: 0.3%.")]
    public void A_share_is_told_as_a_percentage(string share, string said) =>
        Assert.Equal(said, English.Fact(new EvidenceFact("strength", new Dictionary<string, string> { ["share"] = share })));

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
            Peers =
            [
                new(new Scope(ScopeKind.Merchant, "M1"), 0, 0.9, 40) { Rest = true },
                new(new Scope(ScopeKind.CarrierRegion, "cmcc/North"), 9, 1.2, 30),
                new(new Scope(ScopeKind.Region, "North"), 9, 1.1, 90) { OfOthers = 7 },
                new(new Scope(ScopeKind.Issuer, "62000001"), 1, 0.8, 0),
            ],
        },
    };

    /// <summary>Who is to do what depends on the place, where a cause may be at several.</summary>
    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public void A_runbook_is_of_the_place(string language)
    {
        var words = Words.For(language, "Etc/UTC");
        var (ofBank, ofSwitch) = (words.Steps(Causes.BankMaintenance, ScopeKind.Issuer), words.Steps(Causes.BankMaintenance, ScopeKind.Fleet));
        var all = CauseList.All.SelectMany(look => look.Kinds, (look, kind) => (look.Cause, Kind: kind)).Distinct();

        Assert.NotEqual(ofBank, ofSwitch);
        Assert.All(all, one => Assert.NotEqual(words.Steps("none", ScopeKind.Fleet), words.Steps(one.Cause, one.Kind)));
        Assert.Equal(words.Steps(Causes.Power, ScopeKind.Site), words.Steps(Causes.Power, ScopeKind.Terminal));
    }
}
