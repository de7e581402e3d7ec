using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using FleetWatch.Contracts;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Feed;
using FleetWatch.Simulator.Posting;
using FleetWatch.Simulator.Switch;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Simulate;

/// <summary><c>fleetwatch simulate</c>: a made-up fleet with known troubles, to files or live.</summary>
internal static class SimulateCommand
{
    private static readonly DateTimeOffset DefaultStart = new(2026, 11, 2, 0, 0, 0, TimeSpan.FromHours(8));

    public static Command Create(Screen screen)
    {
        var seed = new Option<long>("--seed") { Description = Texts.Of("simulate-seed"), DefaultValueFactory = _ => 1 };
        var terminals = new Option<int>("--terminals") { Description = Texts.Of("simulate-terminals"), DefaultValueFactory = _ => 400 };
        var days = new Option<int>("--days") { Description = Texts.Of("simulate-days"), DefaultValueFactory = _ => 8 };
        var start = new Option<DateTimeOffset>("--start") { Description = Texts.Of("simulate-start"), DefaultValueFactory = _ => DefaultStart };
        var faults = new Option<string>("--faults") { Description = Texts.Of("simulate-faults"), DefaultValueFactory = _ => "mix" };
        var twists = new Option<string>("--with")
        {
            Description = Texts.Of("simulate-with", string.Join(", ", Names())),
            DefaultValueFactory = _ => "",
        };
        var output = new Option<string?>("--out") { Description = Texts.Of("simulate-out"), HelpName = "folder" };
        var to = IngestOptions.Address("--to", Texts.Of("simulate-to"), required: false);
        var speed = new Option<double>("--speed") { Description = Texts.Of("simulate-speed"), DefaultValueFactory = _ => 1 };
        var key = IngestOptions.Key();
        var feed = SwitchAddress.Option();
        var wire = new WireOptions();
        var command = new Command("simulate", Texts.Of("simulate")) { seed, terminals, days, start, faults, twists, output, to, key, speed, feed };
        wire.AddTo(command);
        command.SetAction(async (given, ct) =>
        {
            var options = new SimulationOptions
            {
                Seed = given.GetValue(seed),
                Terminals = Within(given.GetValue(terminals), 10, 200_000, "--terminals"),
                Days = Within(given.GetValue(days), 1, 366, "--days"),
                Start = given.GetValue(start),
                Faults = FaultMix.Parse(given.GetRequiredValue(faults)),
                Twists = Twist(given.GetRequiredValue(twists)),
            };
            return (given.GetValue(output), given.GetValue(to)) switch
            {
                ({ } folder, null) => await RunAsync(screen, options, folder, ct),
                (null, { } address) => await LiveAsync(screen, options with { Speed = Pace(given.GetValue(speed)) }, address, given.GetValue(key),
                    given.GetValue(feed), wire.Of(given), ct),
                _ => throw new UnusableInputException(Texts.Of("simulate-where")),
            };
        });
        return command;
    }

    private static async Task<int> LiveAsync(Screen screen, SimulationOptions options, Uri to, string? key, SwitchAddress? feed, Wire wire,
        CancellationToken ct)
    {
        var now = screen.Clock.GetUtcNow();
        using var ingest = new IngestClient(to, IngestOptions.KeyOf(key), screen.Clock, screen.Fail);
        await using var line = feed is null ? null : await feed.Connect(wire, ct);
        var live = options with
        {
            Start = now,
            AlwaysOpen = options.Speed > 1,
            TellsApprovals = feed is not null,
            IdPrefix = string.Create(CultureInfo.InvariantCulture, $"s{now.ToUnixTimeSeconds():x}"),
        };
        return await LiveRun.RunAsync(screen, live, ingest, line, ct);
    }

    private static double Pace(double speed) => speed is >= 0.1 and <= 1000
        ? speed
        : throw new UnusableInputException(Texts.Of("out-of-range", "--speed", speed.ToString(CultureInfo.InvariantCulture), 0.1, 1000));

    private static async Task<int> RunAsync(Screen screen, SimulationOptions options, string folder, CancellationToken ct)
    {
        var began = screen.Clock.GetTimestamp();
        var simulation = new Simulation(options);
        Directory.CreateDirectory(folder);
        FleetFile.Write(Path.Combine(folder, "fleet.csv"), simulation.Estate.Registry);
        await screen.WithProgressAsync(Texts.Of("simulate-progress"), options.Days, report => Task.Run(() =>
        {
            WriteEvents(Path.Combine(folder, "events.ndjson.gz"), simulation, at => report((at - options.Start).TotalDays), ct);
            return true;
        }, ct));
        Truth.Write(Path.Combine(folder, "truth.json"), simulation);
        screen.Say(Texts.Of("simulate-done", simulation.Events, simulation.Failures, simulation.Injections.Count,
            screen.Clock.GetElapsedTime(began).TotalSeconds, folder));
        return ExitCode.Done;
    }

    private static void WriteEvents(string path, Simulation simulation, Action<DateTimeOffset> report, CancellationToken ct)
    {
        const int reportEvery = 4096;
        using var file = File.Create(path);
        using var packed = new GZipStream(file, CompressionLevel.Fastest);
        using var buffered = new BufferedStream(packed, 1 << 16);
        using var writer = new Utf8JsonWriter(buffered, new JsonWriterOptions { SkipValidation = true });
        foreach (var next in simulation.Run())
        {
            if (simulation.Events % reportEvery == 0)
            {
                ct.ThrowIfCancellationRequested();
                report(next.SentAt!.Value); // The simulation always says when.
            }
            JsonSerializer.Serialize(writer, next, ContractJson.Default.TerminalEvent);
            writer.Flush();
            writer.Reset();
            buffered.WriteByte((byte)'\n');
        }
    }

    private static Twists Twist(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Aggregate(Twists.None, (all, name) => all | Enum.GetValues<Twists>().FirstOrDefault(twist => Name(twist) == name) switch
        {
            Twists.None => throw new UnusableInputException(Texts.Of("no-such-twist", name, string.Join(", ", Names()))),
            var twist => twist,
        });

    private static IEnumerable<string> Names() => Enum.GetValues<Twists>().Where(twist => twist != Twists.None).Select(Name);

    private static string Name(Twists twist) => JsonNamingPolicy.KebabCaseLower.ConvertName(twist.ToString());

    private static int Within(int value, int least, int most, string option) => value >= least && value <= most
        ? value
        : throw new UnusableInputException(Texts.Of("out-of-range", option, value.ToString(CultureInfo.InvariantCulture), least, most));
}
