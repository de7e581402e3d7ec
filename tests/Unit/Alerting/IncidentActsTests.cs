using FleetWatch.Alerting.Desk;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using Xunit;
using static FleetWatch.Support.Findings;
using static FleetWatch.Unit.Alerting.Deliveries;

namespace FleetWatch.Unit.Alerting;

public sealed class IncidentActsTests
{
    private static readonly Incident Open = Incident(Finding());
    private static readonly Incident Taken = Open with { State = IncidentState.Acknowledged, AcknowledgedBy = "Li", AcknowledgedAt = Noon };
    private static readonly Incident Over = Open with { State = IncidentState.Resolved, ResolvedBy = "Li", ResolvedAt = Noon };
    private static readonly Incident Merged = Open with { State = IncidentState.Merged, MergedInto = "i-wider", ResolvedAt = Noon };

    [Fact]
    public void An_open_one_is_taken_on() =>
        Assert.Equal("Li", Assert.IsType<IncidentAcknowledged>(Assert.IsType<ActDone>(IncidentActs.Acknowledge(Open, "Li", Noon)).Event).By);

    [Fact]
    public void The_same_again_changes_nothing()
    {
        Assert.IsType<ActRepeated>(IncidentActs.Acknowledge(Taken, "Li", Noon));
        Assert.IsType<ActRepeated>(IncidentActs.Resolve(Over, "Li", null, Noon));
    }

    [Fact]
    public void Who_comes_second_is_told_who_was_first()
    {
        Assert.Contains("Li", Assert.IsType<ActRefused>(IncidentActs.Acknowledge(Taken, "Wang", Noon)).Why, StringComparison.Ordinal);
        Assert.Contains("Li", Assert.IsType<ActRefused>(IncidentActs.Resolve(Over, "Wang", null, Noon)).Why, StringComparison.Ordinal);
        Assert.Contains("Li", Assert.IsType<ActRefused>(IncidentActs.Acknowledge(Over, "Wang", Noon)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_points_to_the_whole() =>
        Assert.Contains("i-wider", Assert.IsType<ActRefused>(IncidentActs.Resolve(Merged, "Li", null, Noon)).Why, StringComparison.Ordinal);

    [Fact]
    public void An_acknowledged_one_is_resolved_with_its_note()
    {
        var resolved = Assert.IsType<IncidentResolved>(Assert.IsType<ActDone>(IncidentActs.Resolve(Taken, "Wang", "router swapped", Noon)).Event);
        Assert.Equal(("Wang", "router swapped"), (resolved.By, resolved.Note));
    }

    [Theory]
    [InlineData(null, "en")]
    [InlineData("", "en")]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans")]
    [InlineData("en-GB,zh;q=0.5", "en")]
    [InlineData("de,zh;q=0.5", "zh-Hans")]
    [InlineData(";;;", "en")]
    public void A_trail_is_in_the_language_that_its_reader_prefers(string? header, string language) => Assert.Equal(language, Trail.Language(header));

    [Theory]
    [InlineData("closed", null, null, null, "state")]
    [InlineData(null, "shop:1", null, null, "scope")]
    [InlineData(null, null, 0, null, "limit")]
    [InlineData(null, null, null, "yesterday", "after")]
    public void A_filter_that_means_nothing_is_refused_by_its_name(string? state, string? scope, int? limit, string? after, string field)
    {
        var (query, errors) = IncidentQuery.From(new IncidentFilter { State = state, Scope = scope, Limit = limit, After = after });
        Assert.Null(query);
        Assert.Equal(field, Assert.Single(errors).Key);
    }
}
