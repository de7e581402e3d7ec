using FleetWatch.Contracts;
using FleetWatch.Detection.Explanation;
using FleetWatch.Detection.Fleet;
using Xunit;

namespace FleetWatch.Unit.Detection;

public sealed class CommonPlaceTests
{
    private static readonly TerminalRecord Terminal = new()
    {
        TerminalId = "T1",
        SiteId = "S1",
        MerchantId = "M1",
        Model = "S90",
        SoftwareVersion = "2.0",
        Carrier = "cmcc",
        Region = "North",
        TimeZone = "Asia/Shanghai",
    };

    private static readonly Place Whole = new()
    {
        Terminal = "T1",
        Site = "S1",
        Merchant = "M1",
        Version = "S90/2.0",
        Carrier = "cmcc",
        Region = "North",
        TimeZone = "Asia/Shanghai",
    };

    [Fact]
    public void One_terminal_agrees_with_itself() => Assert.Equal(Whole, Named(ScopeKind.Terminal, "T1", Terminal, Terminal with { TerminalId = "T2", Region = "South" }));

    [Fact]
    public void Terminals_of_a_site_have_all_but_their_own_names_in_common() =>
        Assert.Equal(Whole with { Terminal = null }, Named(ScopeKind.Site, "S1", Terminal, Terminal with { TerminalId = "T2" }));

    [Fact]
    public void What_one_terminal_says_otherwise_is_not_told() => Assert.Equal(
        Whole with { Terminal = null, Site = null, Version = null, Region = null },
        Named(ScopeKind.Merchant, "M1", Terminal, Terminal with { TerminalId = "T2", SiteId = "S2", SoftwareVersion = "3.0", Region = "South" }, Terminal with { TerminalId = "T3" }));

    [Fact]
    public void What_one_terminal_does_not_say_is_not_told() =>
        Assert.Equal(Whole with { Terminal = null, Merchant = null, TimeZone = null }, Named(ScopeKind.Site, "S1", Terminal, Terminal with { TerminalId = "T2", MerchantId = null, TimeZone = null }));

    [Fact]
    public void A_retired_terminal_has_no_say()
    {
        var map = Map(Terminal, Terminal with { TerminalId = "T2", Carrier = "telecom" });
        map.Retire("T2");

        Assert.Equal("cmcc", CommonPlace.Of(map, map.GroupOf(ScopeKind.Site, "S1"))?.Carrier);
    }

    [Fact]
    public void Of_a_whole_fleet_every_look_has_a_say_that_somebody_in_use_has()
    {
        var far = Terminal with { SiteId = "S2", MerchantId = "M2", Region = "South", TimeZone = "Asia/Urumqi" };
        var map = Map(Terminal, Terminal with { TerminalId = "T2" }, far with { TerminalId = "T3", Carrier = "telecom" }, far with { TerminalId = "T4" }, far with { TerminalId = "T5" });
        map.Retire("T3");
        map.Retire("T4");

        Assert.Equal(new Place { Version = "S90/2.0", Carrier = "cmcc" }, CommonPlace.Of(map, map.GroupOf(ScopeKind.Fleet, FleetMap.WholeFleet)) is { } place ? place with { Labels = null } : null);
    }

    [Fact]
    public void Nothing_in_common_is_no_place() => Assert.Null(At(ScopeKind.Fleet, FleetMap.WholeFleet, new() { TerminalId = "T1" }, new() { TerminalId = "T2" }));

    [Fact]
    public void Trade_and_model_are_labels_where_all_have_them_in_common()
    {
        var grocer = Terminal with { Mcc = "5411" };

        Assert.Equal(new Dictionary<string, string> { ["mcc"] = "5411", ["model"] = "S90" },
            At(ScopeKind.Merchant, "M1", grocer, grocer with { TerminalId = "T2", SoftwareVersion = "3.0" })?.Labels);
        Assert.Equal(new Dictionary<string, string> { ["model"] = "S90" }, At(ScopeKind.Merchant, "M1", grocer, grocer with { TerminalId = "T2", Mcc = "5812" })?.Labels);
        Assert.Null(At(ScopeKind.Merchant, "M1", grocer, grocer with { TerminalId = "T2", Mcc = null, Model = "S80" })?.Labels);
    }

    [Fact]
    public void A_finding_tells_what_its_whole_scope_has_in_common()
    {
        var story = new Scenario(24, 3, 8, 4, [new Trouble("site", "S02", (2 * 24 * 60) + 600, (2 * 24 * 60) + 1200, 20, ["mag-read-error", "contactless-read-error"], "02", false, null)], []);
        var watched = new Watched(ScenarioFeed.Fleet(story));
        foreach (var (minute, events) in ScenarioFeed.Of(story))
            watched.Minute(minute, events);

        var found = Assert.Single(watched.Said.OfType<FindingOpened>(), opened => opened.Finding.Scope.Kind == ScopeKind.Site).Finding;

        Assert.Equal(new Place { Site = "S02", Merchant = "M1", Version = "S90/2.0", Carrier = "cmcc", Region = "South", TimeZone = "UTC" }, found.Place! with { Labels = null }); // It has one: the assertion says which.
    }

    // Records compare dictionaries by identity.
    private static Place? Named(ScopeKind kind, string key, params TerminalRecord[] terminals) => At(kind, key, terminals) is { } place ? place with { Labels = null } : null;

    private static Place? At(ScopeKind kind, string key, params TerminalRecord[] terminals)
    {
        var map = Map(terminals);
        return CommonPlace.Of(map, map.GroupOf(kind, key));
    }

    private static FleetMap Map(params TerminalRecord[] terminals)
    {
        var map = new FleetMap();
        foreach (var terminal in terminals)
            map.Register(terminal);
        return map;
    }
}
