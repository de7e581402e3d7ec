using System.Diagnostics;
using System.Text.Json;
using FleetWatch.Simulator.Console;
using FleetWatch.Unit.Architecture;
using Xunit;

namespace FleetWatch.Unit.Simulator;

public sealed class BacktestCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fleetwatch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Reads_what_simulate_wrote_and_writes_an_array()
    {
        await Simulated("--terminals", "40", "--days", "1");

        var run = await CommandRun.OfAsync("backtest", "--fleet", In("fleet.csv"), "--events", In("events.ndjson.gz"), "--out", In("incidents.json"));

        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        using var incidents = JsonDocument.Parse(File.ReadAllText(In("incidents.json")));
        Assert.Equal(JsonValueKind.Array, incidents.RootElement.ValueKind);
    }

    [Fact]
    public async Task A_line_that_is_no_event_is_named_without_its_content_and_left_out()
    {
        File.WriteAllText(In("fleet.csv"), "terminalId,siteId\nT1,S1\n");
        File.WriteAllText(In("events.ndjson"), """
            {"type":"terminal.heartbeat","id":"1","terminalId":"T1","occurredAt":"2026-11-02T10:00:00+08:00"}
            {"type":"terminal.heartbeat","id":"2","terminalId":"T1","occurredAt":"yesterday-6222021234567890"}

            """);

        var run = await CommandRun.OfAsync("backtest", "--fleet", In("fleet.csv"), "--events", In("events.ndjson"), "--out", In("incidents.json"));

        Assert.Equal(ExitCode.SomeRefused, run.Code);
        Assert.Contains("2: occurredAt:", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("6222021234567890", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("siteId\nS1\n", "terminalId")]
    [InlineData("terminalId,latitude\nT1,123.4\n", "latitude")]
    [InlineData("terminalId,latitude\nT1,north\n", "latitude")]
    [InlineData("terminalId,latitude\n,1\n", "terminalId")]
    public async Task A_registry_that_cannot_be_read_says_where(string csv, string named)
    {
        File.WriteAllText(In("fleet.csv"), csv);
        File.WriteAllText(In("events.ndjson"), "");

        var run = await CommandRun.OfAsync("backtest", "--fleet", In("fleet.csv"), "--events", In("events.ndjson"), "--out", In("incidents.json"));

        Assert.Equal(ExitCode.Unusable, run.Code);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(In("incidents.json")));
    }

    [Theory]
    [InlineData("""{"detecton":{}}""")]
    [InlineData("""{"incidents":{"pagesPerWindow":0}}""")]
    [InlineData("not json")]
    public async Task Settings_that_mean_nothing_are_refused(string settings)
    {
        File.WriteAllText(In("settings.json"), settings);

        var run = await CommandRun.OfAsync("backtest", "--fleet", "x", "--events", "x", "--out", "x", "--settings", In("settings.json"));

        Assert.Equal(ExitCode.Unusable, run.Code);
        Assert.Contains("settings.json", run.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_scorer_of_labelled_scenarios_reads_what_it_and_simulate_write()
    {
        var scorer = Path.Combine(Checkout.Root, "..", "shared", "scenarios", "score.py");
        Skip.IfNot(File.Exists(scorer), "The labelled scenarios are not beside this checkout.");
        await Simulated("--terminals", "60", "--days", "4", "--faults", "issuer-outage,power");
        await CommandRun.OfAsync("backtest", "--fleet", In("fleet.csv"), "--events", In("events.ndjson.gz"), "--out", In("incidents.json"));

        using var python = Process.Start(new ProcessStartInfo("python3", [scorer, _folder, In("incidents.json")]) { RedirectStandardOutput = true })!;
        var said = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();

        Assert.Equal(0, python.ExitCode);
        Assert.Contains("of 2", said, StringComparison.Ordinal);
    }

    private async Task Simulated(params string[] how) =>
        Assert.Equal(ExitCode.Done, (await CommandRun.OfAsync(["simulate", "--out", _folder, .. how])).Code);

    private string In(string file) => Path.Combine(_folder, file);
}
