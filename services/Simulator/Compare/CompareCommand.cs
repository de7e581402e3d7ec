using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using FleetWatch.Incidents;
using FleetWatch.Rehearsing;
using FleetWatch.Simulator.Backtest;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Feed;
using Spectre.Console;

namespace FleetWatch.Simulator.Compare;

/// <summary><c>fleetwatch compare</c>: two settings on the same recorded feed, side by side.</summary>
internal static class CompareCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static Command Create(Screen screen)
    {
        var fleet = new Option<string>("--fleet") { Description = Texts.Of("backtest-fleet"), Required = true, HelpName = "fleet.csv" };
        var events = new Option<string>("--events") { Description = Texts.Of("backtest-events"), Required = true, HelpName = "events.ndjson.gz" };
        var a = new Option<string?>("--settings-a") { Description = Texts.Of("compare-a"), HelpName = "a.json" };
        var b = new Option<string?>("--settings-b") { Description = Texts.Of("compare-b"), HelpName = "b.json" };
        var (from, to) = (Backtest.Span.FromOption(), Backtest.Span.ToOption());
        var json = new Option<bool>("--json") { Description = Texts.Of("compare-json") };
        var command = new Command("compare", Texts.Of("compare")) { fleet, events, a, b, from, to, json };
        command.SetAction(async (given, ct) =>
        {
            var names = (A: given.GetValue(a), B: given.GetValue(b));
            if (names.A is null && names.B is null)
                throw new UnusableInputException(Texts.Of("compare-nothing"));
            var span = Backtest.Span.Of(given.GetValue(from), given.GetValue(to));
            var terminals = FleetFile.Read(given.GetRequiredValue(fleet));
            Rehearsal[] both = [new(terminals, SettingsFile.Read(names.A)), new(terminals, SettingsFile.Read(names.B))];
            var feed = await Replayed.ThroughAsync(screen, Texts.Of("compare-progress"), given.GetRequiredValue(events), span, both, ct);
            var compared = SideBySide.Of(Name(names.A), Held(both[0], span), Name(names.B), Held(both[1], span));
            Replayed.TellRefusals(screen, feed);
            if (given.GetValue(json))
                screen.Say(JsonSerializer.Serialize(compared, Json));
            else
                Tell(screen, compared);
            return feed.Refused.Count > 0 ? ExitCode.SomeRefused : ExitCode.Done;
        });
        return command;
    }

    private static string Name(string? path) => path is null ? Texts.Of("compare-defaults") : Path.GetFileName(path);

    private static List<Incident> Held(Rehearsal rehearsal, Backtest.Span span) => [.. rehearsal.Incidents.Where(span.Holds)];

    private static void Tell(Screen screen, SideBySide compared)
    {
        var figures = Grid(screen, "", $"A: {compared.A.Settings}", $"B: {compared.B.Settings}");
        Row(figures, Texts.Of("column-incidents"), $"{compared.A.Incidents}", $"{compared.B.Incidents}");
        Row(figures, Texts.Of("column-pages"), $"{compared.A.WorthAPage}", $"{compared.B.WorthAPage}");
        Row(figures, Texts.Of("compare-pages"), $"{compared.A.Pages}", $"{compared.B.Pages}");
        Row(figures, Texts.Of("compare-delay"), Minutes(compared.A.MedianDelayMinutes), Minutes(compared.B.MedianDelayMinutes));
        screen.Out.Write(figures);
        screen.Say(Texts.Of("compare-summary", compared.Same, Count(compared, "gained"), Count(compared, "lost"), Count(compared, "moved"),
            Minutes(compared.MedianMinutesLater)));
        if (compared.Changes.Count == 0)
            return;
        var changes = Grid(screen, Texts.Of("compare-change"), "A", "B");
        foreach (var change in compared.Changes)
            Row(changes, Texts.Of($"compare-{change.What}"), Short(change.A), Short(change.B));
        screen.Out.Write(changes);
    }

    private static int Count(SideBySide compared, string what) => compared.Changes.Count(change => change.What == what);

    private static string Short(Seen? incident) => incident is null ? "-"
        : $"{incident.Cause} @ {incident.Scope} {incident.OpenedAt.UtcDateTime.ToString("MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)}{(incident.Page ? $" ({Texts.Of("compare-paged")})" : "")}";

    private static string Minutes(double? minutes) => minutes is { } known ? $"{known:0.0} min" : "-";

    private static Table Grid(Screen screen, params string[] columns) => new Table().Border(screen.Moves ? TableBorder.Rounded : TableBorder.Ascii2)
        .AddColumns([.. columns.Select(Markup.Escape)]);

    private static void Row(Table table, params string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);
}
