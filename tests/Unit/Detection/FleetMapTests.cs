using System.Runtime.CompilerServices;
using FleetWatch.Contracts;
using FleetWatch.Detection;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Presence;
using Xunit;

namespace FleetWatch.Unit.Detection;

public sealed class FleetMapTests
{
    [Theory]
    [InlineData("Anq0DA0A", "B8RTXLmw")]
    [InlineData("DMjb1AA0", "DW6DzZEx")]
    public void Two_terminals_of_one_fingerprint_are_two_terminals(string one, string other)
    {
        var map = new FleetMap();
        map.Register(new TerminalRecord { TerminalId = one, SiteId = "S1" });
        map.Register(new TerminalRecord { TerminalId = other, SiteId = "S2" });
        var loaded = Reloaded(map);
        map.Retire(one);

        Assert.Equal(Fingerprint.Of(one), Fingerprint.Of(other));
        Assert.NotEqual(map.Of(one), map.Of(other));
        Assert.True(map.Seat(map.Of(one)).Retired);
        Assert.False(map.Seat(map.Of(other)).Retired);
        Assert.Equal([one, other], new[] { one, other }.Select(id => loaded.Seat(loaded.Of(id)).TerminalId));
    }

    [Fact]
    public void Two_sites_of_one_fingerprint_are_two_sites()
    {
        var map = new FleetMap();
        map.Register(new TerminalRecord { TerminalId = "T1", SiteId = "Anq0DA0A" });
        map.Register(new TerminalRecord { TerminalId = "T2", SiteId = "B8RTXLmw" });

        Assert.NotEqual(map.Seat(map.Of("T1")).SiteOrSelf, map.Seat(map.Of("T2")).SiteOrSelf);
        Assert.Equal(2, map.CountOf(ScopeKind.Site));
    }

    [Theory]
    [InlineData("T1")]
    [InlineData("收银台-01")]
    public void A_terminal_is_found_again_by_its_id(string id)
    {
        var map = new FleetMap();
        var first = map.Of(id);
        map.Of("another");
        var longId = string.Concat(Enumerable.Repeat(id, 200));

        Assert.Equal(first, map.Of(id));
        Assert.Equal(map.Of(longId), map.Of(longId));
        Assert.Equal(3, map.Terminals);
        Assert.Equal(id, Reloaded(map).IdOf(first));
    }

    [Fact]
    public void A_site_has_those_of_a_version_that_run_it()
    {
        var map = new FleetMap();
        foreach (var (id, version) in new[] { ("T1", "1.0"), ("T2", "2.0"), ("T3", "1.0") })
            map.Register(new TerminalRecord { TerminalId = id, SiteId = "S1", Model = "S90", SoftwareVersion = version });
        var site = map.Group(map.Seat(map.Of("T1")).SiteOrSelf);
        var version1 = map.Seat(map.Of("T1")).OfKind(ScopeKind.Version);

        Assert.Equal(["T1", "T3"], Ids(site.In(version1)));
        Assert.Equal(["T1", "T2", "T3"], Ids(site));

        List<string> Ids(Group group)
        {
            List<string> ids = [];
            foreach (var member in group.Members)
                ids.Add(map.IdOf(member));
            return [.. ids.Order(StringComparer.Ordinal)];
        }
    }

    [Fact]
    public void A_million_presences_fit_in_what_the_figures_say() => Assert.Equal(72, Unsafe.SizeOf<TerminalPresence>());

    private static FleetMap Reloaded(FleetMap map)
    {
        using var state = new MemoryStream();
        map.Write(new BinaryWriter(state));
        state.Position = 0;
        var loaded = new FleetMap();
        loaded.Read(new BinaryReader(state));
        return loaded;
    }
}
