using System.CommandLine;
using FleetWatch.Simulator.Captures;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Feed;
using FleetWatch.Simulator.Posting;

namespace FleetWatch.Simulator.Import;

/// <summary><c>fleetwatch import</c>: a file of events to an Ingest.</summary>
internal static class ImportCommand
{
    public static Command Create(Screen screen)
    {
        var file = new Argument<string>("file") { Description = Texts.Of("import-file") };
        var batch = new Option<int>("--batch") { Description = Texts.Of("import-batch"), DefaultValueFactory = _ => 1000 };
        var to = IngestOptions.To();
        var key = IngestOptions.Key();
        var capture = new CaptureOptions();
        var command = new Command("import", Texts.Of("import")) { file, to, key, batch };
        capture.AddTo(command);
        command.SetAction(async (given, ct) =>
        {
            var path = given.GetRequiredValue(file);
            FeedFile.OpenRaw(path).Dispose();
            (path, var unread) = await capture.Events(screen, given, path, ct);
            using var ingest = new IngestClient(given.GetRequiredValue(to), IngestOptions.KeyOf(given.GetValue(key)), screen.Clock, screen.Fail);
            var code = await RunAsync(screen, new Importer(path, Math.Clamp(given.GetValue(batch), 1, 10_000), ingest), new FileInfo(path).Length, ct);
            return code == ExitCode.Done && unread > 0 ? ExitCode.SomeRefused : code;
        });
        return command;
    }

    private static async Task<int> RunAsync(Screen screen, Importer importer, long length, CancellationToken ct)
    {
        if (importer.Progress.Offset > 0)
            screen.Say(Texts.Of("import-goes-on", importer.Progress.Line + 1));
        var (began, before) = (screen.Clock.GetTimestamp(), importer.Progress);
        await screen.WithProgressAsync(Texts.Of("import-progress"), length, async report =>
        {
            await importer.RunAsync(report, ct);
            return true;
        });
        var took = screen.Clock.GetElapsedTime(began).TotalSeconds;
        var after = importer.Progress;
        screen.Say(Texts.Of("import-done", after.Accepted, after.Refused, took, (after.Accepted - before.Accepted) / Math.Max(0.001, took)));
        if (after.Refused == 0)
            return ExitCode.Done;
        screen.Fail(Texts.Of("import-rejected", importer.RejectedPath));
        return ExitCode.SomeRefused;
    }
}
