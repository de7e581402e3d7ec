using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FleetWatch.Contracts;
using FleetWatch.Rehearsing;
using FleetWatch.ServiceDefaults;
using FleetWatch.ServiceDefaults.Access;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Feed;
using FleetWatch.Support;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using Xunit;

namespace FleetWatch.Integration.Analysis;

public sealed class ExportTests(Servers servers) : IClassFixture<Servers>, IDisposable
{
    private static readonly TimeSpan MessageOf = TimeSpan.FromMinutes(2);
    private readonly string folder = Directory.CreateTempSubdirectory("fleetwatch-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_backtest_over_an_export_finds_the_same_incidents_as_over_the_feed_itself()
    {
        await Run("simulate", "--seed", "5", "--terminals", "60", "--days", "3", "--start", "2025-03-03T00:00:00+08:00", "--faults", "reader-fault:2,issuer-outage,merchant-account", "--out", folder);
        await using var site = await AnalysisSite.Start(servers);
        await Stored(site, "exported");
        using var reader = await site.Caller("exported", Scopes.Read);

        File.WriteAllText(In("export.ndjson"), await reader.GetStringAsync("v1/export/events?from=2025-03-01T00:00Z&to=2025-03-05T16:00Z"));

        await Run("backtest", "--fleet", In("fleet.csv"), "--events", In("events.ndjson.gz"), "--out", In("original.json"));
        await Run("backtest", "--fleet", In("fleet.csv"), "--events", In("export.ndjson"), "--out", In("replayed.json"));
        var original = Found("original.json");
        Assert.NotEmpty(original);
        Assert.Equal(original, Found("replayed.json"));
        await Explained(reader);
        await Replayed(site, original.Count);
    }

    // The same events through detection as it is set, and with a setting under which no reader is ever blamed.
    private static async Task Replayed(AnalysisSite site, int known)
    {
        var asked = new StartReplay
        {
            RequestId = "r-1",
            Organisation = "exported",
            By = "Li",
            From = DateTimeOffset.Parse("2025-03-01T00:00Z", CultureInfo.InvariantCulture),
            To = DateTimeOffset.Parse("2025-03-06T00:00Z", CultureInfo.InvariantCulture),
            Changes = new Dictionary<string, string> { ["cardsToBlameTerminal"] = "100" },
        };
        var wrong = await Ask<StartReplay, ReplayJudged>(site, asked with { Changes = new Dictionary<string, string> { ["cardsToBlameTerminal"] = "many" } });
        Assert.Equal("cardsToBlameTerminal", Assert.Single(wrong.Ruling.Errors).Field);
        Assert.Equal(Outcome.Done, (await Ask<StartReplay, ReplayJudged>(site, asked)).Ruling.Outcome);
        Assert.Equal(Outcome.Done, (await Ask<StartReplay, ReplayJudged>(site, asked)).Ruling.Outcome);

        var done = await Eventually.Matches(async () => (await Ask<ReadReplay, ReplayRead>(site, new ReadReplay("exported"))).Replay,
            replay => replay?.State is "done" or "failed", "the replay is over", TimeSpan.FromMinutes(2));

        var result = done!.Result!; // It is over: either is there, or the next line says so.
        Assert.Equal((known, true), (result.Now.Incidents, result.Changed.Incidents < known));
        Assert.Contains(result.Differences, change => change is { What: "lost", Now.Cause: Causes.ReaderFault });
        Assert.Equal(Outcome.Missing, (await Ask<CancelReplay, ReplayJudged>(site, new CancelReplay("exported", "another"))).Ruling.Outcome);
        Assert.Null((await Ask<ReadReplay, ReplayRead>(site, new ReadReplay("somebody-else"))).Replay);
    }

    private static Task<TAnswer> Ask<TRequest, TAnswer>(AnalysisSite site, TRequest request)
        where TRequest : class
        where TAnswer : class =>
        site.Host.Services.GetRequiredService<IClientFactory>().Ask<TRequest, TAnswer>(site.Host.Services.GetRequiredService<IConfiguration>(),
            request is ReadReplay read ? read.Organisation : "exported", request, default);

    // What Analysis found on the way is explained in words, too.
    private static async Task Explained(HttpClient reader)
    {
        var finding = JsonNode.Parse(await reader.GetStringAsync("v1/findings"))!.AsArray().FirstOrDefault();
        if (finding is null)
            return;
        var said = JsonNode.Parse(await reader.GetStringAsync($"v1/findings/{(string?)finding["findingId"]}/explanation?timeZone=Asia/Shanghai"))!;
        Assert.Equal((string?)finding["cause"], (string?)said["finding"]!["cause"]);
        Assert.NotEmpty(said["steps"]!.AsArray());
        Assert.NotEmpty(said["tell"]!.AsArray());
    }

    private async Task Stored(AnalysisSite site, string organisation)
    {
        await using var run = new WriterRun(site.Host, organisation);
        var clock = new FeedClock();
        List<TerminalEvent> message = [];
        DateTimeOffset? begun = null;
        await foreach (var next in new EventFeed(In("events.ndjson.gz")).ReadAsync(default))
            foreach (var one in next)
            {
                var now = clock.Take(one);
                if (begun is null)
                    await run.Commit(Registry(organisation, now));
                message.Add(one);
                begun ??= now;
                if (now - begun < MessageOf)
                    continue;
                run.Deliver(Feed.BatchAt(organisation, now, [.. message]));
                message.Clear();
                begun = now;
            }
        run.Deliver(Feed.BatchAt(organisation, clock.Now!.Value, [.. message])); // The feed is not empty.
        var last = run.Deliver(Feed.BatchAt(organisation, clock.Now.Value.AddHours(25), [.. NextDay(clock.Now.Value.AddHours(25))])).Outcome;
        await await Task.WhenAny(last, run.Ended).WaitAsync(TimeSpan.FromMinutes(3));
    }

    // Everybody is back: by now the line of everybody's last hour is written.
    private IEnumerable<TerminalEvent> NextDay(DateTimeOffset at) => FleetFile.Read(In("fleet.csv"))
        .Select(terminal => new TerminalHeartbeat { Id = "next-day", TerminalId = terminal.TerminalId, OccurredAt = at, SentAt = at, Attempts = 0, Approvals = 0 });

    private RegistryBatch Registry(string organisation, DateTimeOffset at) => new()
    {
        BatchId = Guid.NewGuid(),
        Organisation = organisation,
        ReceivedAt = at,
        Changes = [.. FleetFile.Read(In("fleet.csv")).Select(terminal => new TerminalRegistered { TerminalId = terminal.TerminalId, At = at, Terminal = terminal })],
    };

    private List<string> Found(string file)
    {
        using var incidents = JsonDocument.Parse(File.ReadAllText(In(file)));
        return [.. incidents.RootElement.EnumerateArray().Where(incident => !incident.TryGetProperty("mergedInto", out _))
            .Select(incident => $"{incident.GetProperty("cause")} {incident.GetProperty("scope").GetProperty("kind")} {incident.GetProperty("scope").GetProperty("key")}").Order(StringComparer.Ordinal)];
    }

    private static async Task Run(params string[] args)
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output) });
        Assert.True(await Cli.RunAsync(args, new Screen(console, console, TimeProvider.System), CancellationToken.None) == ExitCode.Done, output.ToString());
    }

    private string In(string file) => Path.Combine(folder, file);
}
