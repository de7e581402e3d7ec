using System.CommandLine;
using System.Text.Json;
using FleetWatch.Incidents;
using FleetWatch.Rehearsing;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Feed;
using Spectre.Console;

namespace FleetWatch.Simulator.Backtest;

/// <summary><c>fleetwatch backtest</c>: what would have been raised on a recorded feed, without any server.</summary>
internal static class BacktestCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static Command Create(Screen screen)
    {
        var fleet = new Option<string>("--fleet") { Description = Texts.Of("backtest-fleet"), Required = true, HelpName = "fleet.csv" };
        var events = new Option<string>("--events") { Description = Texts.Of("backtest-events"), Required = true, HelpName = "events.ndjson.gz" };
        var output = new Option<string>("--out") { Description = Texts.Of("backtest-out"), Required = true, HelpName = "incidents.json" };
        var settings = new Option<string?>("--settings") { Description = Texts.Of("backtest-settings"), HelpName = "settings.json" };
        var (from, to) = (Span.FromOption(), Span.ToOption());
        var command = new Command("backtest", Texts.Of("backtest")) { fleet, events, output, settings, from, to };
        command.SetAction((given, ct) => RunAsync(screen, given.GetRequiredValue(fleet), given.GetRequiredValue(events),
            given.GetRequiredValue(output), SettingsFile.Read(given.GetValue(settings)), Span.Of(given.GetValue(from), given.GetValue(to)), ct));
        return command;
    }

    private static async Task<int> RunAsync(Screen screen, string fleetPath, string eventsPath, string output, BacktestSettings settings,
        Span span, CancellationToken ct)
    {
        var began = screen.Clock.GetTimestamp();
        var rehearsal = new Rehearsal(FleetFile.Read(fleetPath), settings);
        var feed = await Replayed.ThroughAsync(screen, Texts.Of("backtest-progress"), eventsPath, span, [rehearsal], ct);
        List<Incident> incidents = [.. rehearsal.Incidents.Where(span.Holds)];
        Write(output, incidents);
        Replayed.TellRefusals(screen, feed);
        Summarise(screen, rehearsal, incidents, output, screen.Clock.GetElapsedTime(began));
        return feed.Refused.Count > 0 ? ExitCode.SomeRefused : ExitCode.Done;
    }

    private static void Write(string path, List<Incident> incidents)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        using var target = File.Create(path);
        JsonSerializer.Serialize(target, incidents, Json);
    }

    private static void Summarise(Screen screen, Rehearsal rehearsal, List<Incident> incidents, string output, TimeSpan took)
    {
        screen.Say(Texts.Of("backtest-read", rehearsal.Events, rehearsal.Failures, rehearsal.Repeats, took.TotalSeconds,
            rehearsal.Events / Math.Max(0.001, took.TotalSeconds)));
        var table = new Table().Border(screen.Moves ? TableBorder.Rounded : TableBorder.Ascii2)
            .AddColumns(Texts.Of("column-cause"), Texts.Of("column-incidents"), Texts.Of("column-pages"));
        foreach (var cause in incidents.GroupBy(incident => incident.Cause).OrderByDescending(cause => cause.Count()))
            table.AddRow(Markup.Escape(cause.Key), $"{cause.Count()}", $"{cause.Count(incident => incident.Page)}");
        if (incidents.Count > 0)
            screen.Out.Write(table);
        screen.Say(Texts.Of("backtest-found", incidents.Count, incidents.Count(i => i.Page), incidents.Sum(i => i.Pages.Count(page => page.Send)), output));
    }
}
