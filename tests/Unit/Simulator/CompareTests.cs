using System.Text.Json;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using FleetWatch.Rehearsing;
using FleetWatch.Simulator.Console;
using Xunit;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Unit.Simulator;

public sealed class CompareTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fleetwatch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_trouble_found_later_is_the_same()
    {
        var compared = SideBySide.Of("a", [Incident("1", Causes.Power, "S1", 0)], "b", [Incident("2", Causes.Power, "S1", 6)]);

        Assert.Equal((1, 6.0), (compared.Same, compared.MedianMinutesLater));
        Assert.Empty(compared.Changes);
    }

    [Fact]
    public void Another_cause_or_a_wider_scope_of_the_same_terminals_has_moved()
    {
        var compared = SideBySide.Of("a", [Incident("1", Causes.Power, "S1", 0), Incident("2", Causes.ReaderFault, "T1", 0, ScopeKind.Terminal, ["T1"])],
            "b", [Incident("3", Causes.SiteNetwork, "S1", 1), Incident("4", Causes.MagneticInterference, "S9", 1, terminals: ["T1", "T2", "T3"])]);

        Assert.Equal([("moved", Causes.Power, Causes.SiteNetwork), ("moved", Causes.ReaderFault, Causes.MagneticInterference)],
            compared.Changes.Select(change => (change.What, change.A!.Cause, change.B!.Cause)).Order());
    }

    [Fact]
    public void What_only_one_finds_is_lost_or_gained_and_what_was_merged_is_not_counted()
    {
        var merged = Incident("9", Causes.Power, "S7", 0) with { MergedInto = "1" };

        var compared = SideBySide.Of("a", [Incident("1", Causes.Power, "S1", 0, terminals: ["T1"]), merged], "b", [Incident("2", Causes.Power, "S2", 0, terminals: ["T2"])]);

        Assert.Equal(["gained", "lost"], compared.Changes.Select(change => change.What).Order());
        Assert.Equal((1, 1), (compared.A.Incidents, compared.B.Incidents));
    }

    [Fact]
    public void The_same_place_on_another_day_is_another_trouble()
    {
        var first = Incident("1", Causes.Power, "S1", 0) with { ResolvedAt = Noon.AddHours(2) };

        Assert.Equal(0, SideBySide.Of("a", [first], "b", [Incident("2", Causes.Power, "S1", 60 * 24)]).Same);
    }

    [Fact]
    public async Task The_command_shows_what_a_setting_changes_as_a_table_and_as_data()
    {
        await CommandRun.OfAsync("simulate", "--out", _folder, "--terminals", "60", "--days", "3", "--faults", "reader-fault:3");
        File.WriteAllText(In("b.json"), """{"detection": {"cardsToBlameTerminal": 100}}""");
        string[] feed = ["--fleet", In("fleet.csv"), "--events", In("events.ndjson.gz"), "--settings-b", In("b.json")];

        var table = await CommandRun.OfAsync(["compare", .. feed]);
        using var data = JsonDocument.Parse((await CommandRun.OfAsync(["compare", "--json", .. feed])).Out);

        Assert.Equal((ExitCode.Done, ""), (table.Code, table.Error));
        Assert.Contains("lost", table.Out, StringComparison.Ordinal);
        Assert.Contains("reader-fault @ Terminal", table.Out, StringComparison.Ordinal);
        Assert.Equal("b.json", data.RootElement.GetProperty("b").GetProperty("settings").GetString());
        Assert.Contains(data.RootElement.GetProperty("changes").EnumerateArray(), change => change.GetProperty("what").GetString() == "lost");
    }

    [Fact]
    public async Task Only_incidents_of_the_span_count()
    {
        await CommandRun.OfAsync("simulate", "--out", _folder, "--terminals", "60", "--days", "3", "--faults", "reader-fault:3");
        var whole = await Opened();
        Assert.NotEmpty(whole);

        var after = await Opened("--from", whole.Max().AddSeconds(1).ToString("O"));
        var until = await Opened("--to", whole.Max().ToString("O"));

        Assert.Empty(after);
        Assert.Equal(whole.Where(at => at < whole.Max()).Order(), until.Order());
        Assert.Equal(ExitCode.Unusable, (await CommandRun.OfAsync("backtest", "--fleet", "x", "--events", "x", "--out", "x", "--from", "2026-11-05T00:00Z", "--to", "2026-11-04T00:00Z")).Code);
    }

    [Fact]
    public async Task Two_defaults_are_no_comparison() =>
        Assert.Contains("--settings-a, --settings-b or both", (await CommandRun.OfAsync("compare", "--fleet", "x", "--events", "x")).Error, StringComparison.Ordinal);

    private async Task<List<DateTimeOffset>> Opened(params string[] span)
    {
        await CommandRun.OfAsync(["backtest", "--fleet", In("fleet.csv"), "--events", In("events.ndjson.gz"), "--out", In("out.json"), .. span]);
        using var found = JsonDocument.Parse(File.ReadAllText(In("out.json")));
        return [.. found.RootElement.EnumerateArray().Select(incident => incident.GetProperty("openedAt").GetDateTimeOffset())];
    }

    private static Incident Incident(string id, string cause, string key, double minutes, ScopeKind kind = ScopeKind.Site, string[]? terminals = null)
    {
        var finding = Finding(id, cause, kind, key, openedAt: Noon.AddMinutes(minutes)) with { AffectedTerminals = terminals ?? ["T1", "T2"] };
        return FleetWatch.Incidents.Incident.Evolve(null, new IncidentOpened { IncidentId = id, At = finding.OpenedAt, Finding = finding });
    }

    private string In(string file) => Path.Combine(_folder, file);
}
