using System.Text.Json;
using FleetWatch.Contracts;
using FleetWatch.Detection;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Causes;
using FleetWatch.Detection.Findings;
using FleetWatch.Detection.Fleet;
using Xunit;

namespace FleetWatch.Unit.Detection;

/// <summary>Who is told of beside a finding, and with which counts.</summary>
public sealed class BesideTests
{
    private const int From = (2 * 24 * 60) + 600;
    private const int Until = From + 720;

    [Theory]
    [InlineData("terminal", "T06", "chip-read-error", "rest Site S02: 2", "rest Merchant M1: 5")]
    [InlineData("site", "S02", "mag-read-error,contactless-read-error", "rest Merchant M1: 3", "rest CarrierRegion cmcc/South: 3")]
    [InlineData("merchant", "M1", "58,03", "rest Region South: 6")]
    [InlineData("version", "S90/1.0", "software-error,30,14,57", "Version S90/2.0: 18")]
    [InlineData("issuer", "62000003", "91,96,68", "Issuer 62000001: 0", "Issuer 62000002: 0", "Issuer 62000004: 0", "Issuer 62000005: 0")]
    public void Tells_those_that_are_comparable(string kind, string key, string codes, params string[] peers)
    {
        var found = Found(Story(24, Struck(kind, key, codes)));

        Assert.Equal(peers.Order(StringComparer.Ordinal), found.Evidence.Peers.Select(Named).Order(StringComparer.Ordinal));
        Assert.All(found.Evidence.Peers, peer => Assert.True(peer.Expected > 0 && peer.OfOthers == 0));
    }

    [Fact]
    public void A_carrier_has_the_other_carriers_there_and_itself_elsewhere_beside_it()
    {
        var found = Told(Story(48, Silent("carrier-region", "cmcc/North"))).Last();

        Assert.Equal(["CarrierRegion cmcc/South: 12", "CarrierRegion telecom/North: 12"], found.Evidence.Peers.Select(Named).Order(StringComparer.Ordinal));
        Assert.All(found.Evidence.Peers, peer => Assert.Equal(0, peer.Failures));
    }

    [Fact]
    public void A_region_has_the_other_regions_beside_it() =>
        Assert.Equal(["Region South: 24"], Told(Story(48, Silent("region", "North"))).Last().Evidence.Peers.Select(Named));

    [Fact]
    public void Counts_what_failed_alike_since_it_began()
    {
        var story = Story(24, Struck("terminal", "T06", "chip-read-error"), Struck("terminal", "T07", "chip-read-error") with { Every = 240 });
        var found = Found(story);
        var failed = ScenarioFeed.Of(story).SelectMany(minute => minute.Events).OfType<TransactionFailed>()
            .Count(one => one.TerminalId is "T07" or "T08" && one.ErrorCode == "chip-read-error" && one.OccurredAt >= found.StartedAt && one.OccurredAt <= found.OpenedAt);

        Assert.True(failed > 0);
        Assert.Equal(failed, Assert.Single(found.Evidence.Peers, peer => peer.Scope.Kind == ScopeKind.Site).Failures);
    }

    [Fact]
    public void The_share_that_fails_is_of_the_counts_that_are_told()
    {
        var evidence = Told(Story(24, Struck("site", "S02", "mag-read-error,contactless-read-error"))).Last().Evidence;

        Assert.True(evidence.Attempts > 2 * evidence.Failures, $"{evidence.Failures} of {evidence.Attempts}");
        Assert.Equal((evidence.Failures - evidence.Expected) / evidence.Attempts!.Value, // It is counted here.
            double.Parse(evidence.Facts.Single(fact => fact.Code == "strength").Values["share"], System.Globalization.CultureInfo.InvariantCulture), 0.006);
    }

    [Fact]
    public void Heartbeats_that_came_are_no_attempts()
    {
        var fleet = new FleetMap();
        fleet.Register(new TerminalRecord { TerminalId = "T1" });
        var terminal = fleet.Of("T1");
        var exposures = new Exposures(fleet);
        exposures.Add(terminal, attempts: 10, beats: 100);
        var stopping = Enumerable.Range(0, CauseList.All.Length).First(at => CauseList.All[at].CountsBeats);
        var finding = new OpenFinding { Number = 1, FindingId = "f-1", OpenedAt = 0, Signature = stopping, Group = fleet.Seat(terminal).OfKind(ScopeKind.Terminal) };
        finding.Look(exposures, share: 0);
        exposures.Add(terminal, attempts: 6, beats: 12);

        Assert.Equal(9, finding.Look(exposures, share: 0.5));
        Assert.Equal((3, 6), (finding.Attempts, finding.Beats));
        Assert.Equal(0, finding.Look(exposures, share: 0.5));
    }

    [Fact]
    public void Where_nothing_was_tried_no_share_of_it_fails()
    {
        var evidence = Told(Story(24, Silent("site", "S02"))).Last().Evidence;

        Assert.Equal(0, evidence.Attempts);
        Assert.Equal(new SymptomCount(SymptomCount.Silence, evidence.Failures), Assert.Single(evidence.Symptoms));
        Assert.DoesNotContain(evidence.Facts, fact => fact.Code == "strength");
    }

    [Fact]
    public void Tells_apart_what_another_finding_explains()
    {
        var found = Told(Story(24, Struck("terminal", "T07", "chip-read-error"), Struck("terminal", "T06", "chip-read-error") with { From = From + 240 }))
            .Last(finding => finding.Scope.Key == "T06");

        var site = Assert.Single(found.Evidence.Peers, peer => peer.Scope.Kind == ScopeKind.Site);
        Assert.True(site.OfOthers > 0 && site.OfOthers <= site.Failures, $"{site.OfOthers} of {site.Failures}");
    }

    [Fact]
    public void A_terminal_that_stays_silent_counts_once()
    {
        var found = Told(Story(24, Silent("site", "S02"), Silent("terminal", "T09") with { From = From - 240 })).Last(finding => finding.Scope.Key == "S02");

        Assert.Equal(1, Assert.Single(found.Evidence.Peers, peer => peer.Scope.Kind == ScopeKind.Merchant).Failures);
    }

    [Fact]
    public void A_retired_terminal_is_nobodys_peer()
    {
        var found = Found(Story(24, Struck("terminal", "T06", "chip-read-error")), retired: "T07");

        Assert.Equal(["rest Merchant M1: 4", "rest Site S02: 1"], found.Evidence.Peers.Select(Named).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_only_terminal_of_the_fleet_has_no_peers() => Assert.Empty(Found(Story(1, Struck("terminal", "T00", "chip-read-error"))).Evidence.Peers);

    [Fact]
    public void The_one_where_most_was_expected_comes_first()
    {
        var peers = Found(Story(24, Struck("terminal", "T06", "chip-read-error"))).Evidence.Peers;

        Assert.Equal(peers.OrderByDescending(peer => peer.Expected), peers);
    }

    [Theory]
    [InlineData("terminal", "T06", "chip-read-error")]
    [InlineData("merchant", "M1", "58,03")]
    [InlineData("version", "S90/1.0", "software-error,30,14,57")]
    public void Tells_the_same_after_a_restart(string kind, string key, string codes)
    {
        var story = Story(24, Struck(kind, key, codes));

        Assert.Equal(JsonSerializer.Serialize(Told(story)), JsonSerializer.Serialize(Told(story, reloadedAt: From + 30)));
    }

    private static Scenario Story(int terminals, params Trouble[] troubles) => new(terminals, 3, 8, 4, troubles, []);

    private static Trouble Struck(string kind, string key, string codes) => new(kind, key, From, Until, 20, codes.Split(','), "05", false, null);

    private static Trouble Silent(string kind, string key) => new(kind, key, From, Until, 0, [], "05", false, null);

    private static string Named(PeerHealth peer) => $"{(peer.Rest ? "rest " : "")}{peer.Scope}: {peer.Terminals}";

    private static Finding Found(Scenario story, string? retired = null) =>
        Assert.Single(Told(story, retired, opened: true), finding => finding.Scope.Key == story.Troubles[0].Key);

    private static List<Finding> Told(Scenario story, string? retired = null, bool opened = false, int reloadedAt = -1)
    {
        var watched = new Watched(ScenarioFeed.Fleet(story));
        foreach (var (minute, events) in ScenarioFeed.Of(story))
        {
            if (minute == From - 1 && retired is not null)
                watched.Detector.Apply(new TerminalRetired { TerminalId = retired, At = ScenarioFeed.Start.AddMinutes(minute) });
            if (minute == reloadedAt)
                watched.Detector = Reloaded(watched.Detector);
            watched.Minute(minute, events);
        }
        return [.. watched.Said.Select(news => news switch
            {
                FindingOpened first => first.Finding,
                FindingGrew later when !opened => later.Finding,
                _ => null,
            }).OfType<Finding>()];
    }

    private static FleetDetector Reloaded(FleetDetector detector)
    {
        using var state = new MemoryStream();
        detector.Save(state);
        state.Position = 0;
        return FleetDetector.Load(state, "org", new DetectionSettings());
    }
}
