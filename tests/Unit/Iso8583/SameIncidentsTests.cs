using FleetWatch.Contracts;
using FleetWatch.Iso8583.Exchanges;
using FleetWatch.Iso8583.Privacy;
using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;
using FleetWatch.Iso8583.Writing;
using FleetWatch.Simulator.Simulate;
using FleetWatch.Simulator.Switch;
using FleetWatch.Support;
using NodaTime;
using Xunit;

namespace FleetWatch.Unit.Iso8583;

public sealed class SameIncidentsTests
{
    [Theory]
    [InlineData(ReadyTables.Iso87Ascii, 11)]
    [InlineData(ReadyTables.Iso87Ascii, 12)]
    [InlineData(ReadyTables.Iso87Binary, 13)]
    [InlineData(ReadyTables.UnionPayPos, 14)]
    public void A_fleet_with_faults_has_the_same_incidents_by_json_and_by_iso_8583(string table, int seed)
    {
        var json = SameIncidents.Raised(SameIncidents.Fleet(seed), SameIncidents.Fleet(seed).Run());
        var iso = SameIncidents.Raised(SameIncidents.Fleet(seed), Heard(SameIncidents.Fleet(seed), ReadyTables.Load(table)));

        Assert.Equal(json, iso);
        Assert.Equal(["issuer-outage", "power"], iso.Select(raised => raised.Split(' ')[0]).Distinct().Intersect(["issuer-outage", "power"]));
    }

    /// <summary>1993 has fewer refusals and no contactless reading, so it may suspect more; it misses nothing.</summary>
    [Fact]
    public void What_json_finds_is_found_by_iso_8583_of_1993()
    {
        var json = SameIncidents.Raised(SameIncidents.Fleet(), SameIncidents.Fleet().Run());
        var iso = SameIncidents.Raised(SameIncidents.Fleet(), Heard(SameIncidents.Fleet(), ReadyTables.Load(ReadyTables.Iso93Ascii))).ToList();

        Assert.All(json, incident => Assert.True(iso.Remove(incident), incident));
    }

    private static IEnumerable<TerminalEvent> Heard(Simulation fleet, FieldTable table)
    {
        var zones = fleet.Estate.Registry.ToDictionary(one => one.TerminalId, one => DateTimeZoneProviders.Tzdb[one.TimeZone ?? "Asia/Shanghai"]);
        using var tokens = new CardTokens(new byte[CardTokens.ShortestKey]);
        var feed = new ExchangeFeed(tokens, terminal => zones.GetValueOrDefault(terminal, DateTimeZoneProviders.Tzdb["Asia/Shanghai"]),
            new ExchangeSettings { BinPolicy = BinPolicy.EightOfSixteen });
        var traffic = new SwitchTraffic(table);
        foreach (var one in fleet.Run())
        {
            List<TerminalEvent> told = [];
            foreach (var draft in traffic.Of(one))
                feed.Take(new MessageReader(table).Read(new MessageWriter(table).Write(draft), new MessageLayout()), one.SentAt!.Value, told); // The simulation always says when.
            foreach (var heard in told)
                // A table without DE7 does not say when it was sent, and the queue's clock is Ingest's.
                yield return heard with { SentAt = heard.SentAt ?? one.SentAt };
        }
    }
}
