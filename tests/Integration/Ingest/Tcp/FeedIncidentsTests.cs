using System.Diagnostics;
using System.Text.Json;
using FleetWatch.Contracts;
using FleetWatch.Iso8583.Framing;
using FleetWatch.Iso8583.Tables;
using FleetWatch.Iso8583.Writing;
using FleetWatch.Simulator.Switch;
using FleetWatch.Support;
using Xunit;

namespace FleetWatch.Integration.Ingest.Tcp;

/// <summary>The way of a fleet's traffic from a switch to the queue, and what detection raises on what comes out of it.</summary>
public sealed class FeedIncidentsTests(Servers servers) : IClassFixture<Servers>
{
    private const string Client = "FLEETWATCH_ISO8583_CLIENT";

    // The messages have no year, so the fleet must live near now; by whole weeks, because shops know weekdays.
    private static readonly TimeSpan Weeks = TimeSpan.FromDays(7 * Math.Floor((TimeProvider.System.GetUtcNow() - SameIncidents.Start).TotalDays / 7));

    [Fact]
    public Task A_fleet_with_faults_has_the_same_incidents_by_json_and_by_a_switch_over_tcp() => Compare("same", ReadyTables.Iso87Ascii, async (fleet, port) =>
    {
        await using var line = await SwitchLine.Connect("127.0.0.1", port, new SwitchTraffic(ReadyTables.Load(ReadyTables.Iso87Ascii)),
            new FrameFormat(FrameLength.TwoBytes), CancellationToken.None);
        foreach (var one in fleet)
        {
            line.Add(one);
            if (line.Messages % 1000 == 0)
                await line.Flush(CancellationToken.None);
        }
        await line.Flush(CancellationToken.None);
    });

    [SkippableFact]
    public Task And_by_a_switch_that_somebody_elses_library_is()
    {
        var folder = Environment.GetEnvironmentVariable(Client);
        Skip.If(folder is null, $"{Client} names no folder with client.js and its packages: see tests/Fuzz.");
        var table = Path.Combine(folder, "iso_8583.csv");
        return Compare("other", table, async (fleet, port) =>
        {
            using var tableFile = File.OpenText(table);
            var traffic = new SwitchTraffic(FieldTableFile.Read("other", tableFile));
            using var client = Process.Start(new ProcessStartInfo("node", ["client.js", "127.0.0.1", $"{port}"]) { WorkingDirectory = folder, RedirectStandardInput = true })!; // Without a shell there is one.
            foreach (var draft in fleet.SelectMany(traffic.Of))
                await client.StandardInput.WriteLineAsync(JsonSerializer.Serialize(Values(draft)));
            client.StandardInput.Close();
            await client.WaitForExitAsync();
            Assert.Equal(0, client.ExitCode);
        });
    }

    private async Task Compare(string organisation, string table, Func<IEnumerable<TerminalEvent>, int, Task> send)
    {
        await using var reader = await FleetReader.Start(servers, organisation);
        await using var ingest = await FeedTests.Start(servers, organisation, ("Feeds:Listeners:main:Table", table),
            ("Feeds:Listeners:main:BinPolicy", "EightOfSixteen"), ("Feeds:Listeners:main:TimeZone", "Asia/Shanghai"));
        await Register(ingest, organisation, SameIncidents.Fleet().Estate.Registry);
        var audible = SameIncidents.Audible(SameIncidents.Fleet()).ToList();
        // The zones of the sites are read at the start, so the feed that is used starts when they are there.
        await using var started = await FeedTests.Start(servers, organisation, ("Feeds:Listeners:main:Table", table),
            ("Feeds:Listeners:main:BinPolicy", "EightOfSixteen"), ("Feeds:Listeners:main:TimeZone", "Asia/Shanghai"));

        await send(audible.Select(one => one with { OccurredAt = one.OccurredAt + Weeks, SentAt = one.SentAt + Weeks }), started.Port("main"));

        var batches = await reader.Heard<EventBatch>(heard => heard.Sum(batch => batch.Events.Count) >= audible.Count, $"{audible.Count} events");
        var fleet = SameIncidents.Fleet();
        var iso = SameIncidents.Raised(fleet, FeedTests.Events(batches).Select(one => one with { OccurredAt = one.OccurredAt - Weeks, SentAt = one.SentAt - Weeks }));
        Assert.Equal(SameIncidents.Raised(fleet, audible), iso);
        Assert.Contains(iso, raised => raised.StartsWith("issuer-outage", StringComparison.Ordinal));
    }

    private static Dictionary<string, string> Values(MessageDraft draft)
    {
        var values = draft.Fields.ToDictionary(field => $"{field.Key}", field => field.Value);
        values["0"] = draft.Mti;
        values["4"] = values.GetValueOrDefault("4", "0").PadLeft(12, '0');
        values["41"] = values["41"].PadRight(8);
        if (!draft.Fields.ContainsKey(4))
            values.Remove("4");
        return values;
    }

    private static async Task Register(IngestHost ingest, string organisation, IEnumerable<TerminalRecord> fleet)
    {
        await using var session = ingest.Store.LightweightSession(organisation);
        foreach (var terminal in fleet)
            session.Store(FleetWatch.Ingest.Registry.RegisteredTerminal.After(null, new TerminalRegistered { TerminalId = terminal.TerminalId, At = DateTimeOffset.UnixEpoch, Terminal = terminal }));
        await session.SaveChangesAsync();
    }
}
