using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using FleetWatch.Contracts;
using FleetWatch.Rehearsing;
using FleetWatch.Simulator.Captures;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Feed;
using FleetWatch.Simulator.Posting;

namespace FleetWatch.Simulator.Replay;

/// <summary><c>fleetwatch replay</c>: a recorded feed to an Ingest, as if it happened now.</summary>
internal static class ReplayCommand
{
    public static Command Create(Screen screen)
    {
        var file = new Argument<string>("file") { Description = Texts.Of("replay-file") };
        var speed = new Option<double>("--speed") { Description = Texts.Of("replay-speed"), DefaultValueFactory = _ => 1 };
        var shift = new Option<DateTimeOffset?>("--shift") { Description = Texts.Of("replay-shift") };
        var to = IngestOptions.To();
        var key = IngestOptions.Key();
        var capture = new CaptureOptions();
        var command = new Command("replay", Texts.Of("replay")) { file, to, key, speed, shift };
        capture.AddTo(command);
        command.SetAction(async (given, ct) =>
        {
            var path = given.GetRequiredValue(file);
            FeedFile.OpenRaw(path).Dispose();
            var pace = given.GetValue(speed);
            if (!(pace is > 0 and <= 100_000))
                throw new UnusableInputException(Texts.Of("out-of-range", "--speed", pace.ToString(CultureInfo.InvariantCulture), 0, 100_000));
            (path, var unread) = await capture.Events(screen, given, path, ct);
            using var ingest = new IngestClient(given.GetRequiredValue(to), IngestOptions.KeyOf(given.GetValue(key)), screen.Clock, screen.Fail);
            var code = await RunAsync(screen, new EventFeed(path), ingest, pace, given.GetValue(shift), ct);
            return code == ExitCode.Done && unread > 0 ? ExitCode.SomeRefused : code;
        });
        return command;
    }

    private static async Task<int> RunAsync(Screen screen, EventFeed feed, IngestClient ingest, double speed, DateTimeOffset? start, CancellationToken ct)
    {
        var began = screen.Clock.GetUtcNow();
        var paced = new PacedPost(ingest, screen.Clock);
        await screen.WithProgressAsync(Texts.Of("replay-progress"), feed.Length, async report =>
        {
            await paced.RunAsync(Due(feed, start ?? began, began, speed, ct), _ => report(feed.Position), ct);
            return true;
        });
        screen.Say(Texts.Of("replay-done", paced.Accepted, paced.Refused + feed.Refused.Count));
        return paced.Refused + feed.Refused.Count > 0 ? ExitCode.SomeRefused : ExitCode.Done;
    }

    private static async IAsyncEnumerable<(DateTimeOffset, TerminalEvent)> Due(EventFeed feed, DateTimeOffset start, DateTimeOffset began, double speed,
        [EnumeratorCancellation] CancellationToken ct)
    {
        var clock = new FeedClock();
        var prefix = string.Create(CultureInfo.InvariantCulture, $"r{began.ToUnixTimeSeconds():x}-");
        Shift? shift = null;
        await foreach (var batch in feed.ReadAsync(ct))
        {
            foreach (var one in batch)
            {
                var sent = clock.Take(one);
                shift ??= new Shift(sent, start, speed);
                yield return (began + (shift.Due(sent) - start), shift.Move(one, one.SentAt ?? sent, prefix));
            }
        }
    }
}
