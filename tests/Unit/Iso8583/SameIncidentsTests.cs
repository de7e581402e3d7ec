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
    private static readonly Lazy<(string[] Audible, string[] All)> Json = new(() =>
    {
        var (audible, all) = (SameIncidents.Fleet(), SameIncidents.Fleet());
        return (SameIncidents.Raised(audible, SameIncidents.Audible(audible)), SameIncidents.Raised(all, all.Run()));
    });

    [Theory]
    [InlineData(ReadyTables.Iso87Ascii)]
    [InlineData(ReadyTables.Iso87Binary)]
    [InlineData(ReadyTables.UnionPayPos)]
    public void A_fleet_with_faults_has_the_same_incidents_by_json_and_by_iso_8583(string table)
    {
        var fleet = SameIncidents.Fleet();
        var iso = SameIncidents.Raised(fleet, Heard(fleet, ReadyTables.Load(table)));

        Assert.Equal(Json.Value.Audible.Where(SameIncidents.IsHeard), iso.Where(SameIncidents.IsHeard));
        Assert.Superset(Json.Value.All.ToHashSet(), iso.ToHashSet());
        Assert.Contains(iso, raised => raised.StartsWith("issuer-outage", StringComparison.Ordinal));
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
