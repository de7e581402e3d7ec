using System.CommandLine;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Posting;
using FleetWatch.Simulator.Simulate;

namespace FleetWatch.Simulator.Demo;

/// <summary><c>fleetwatch demo</c>: a fleet that goes wrong in four ways while somebody watches.</summary>
internal static class DemoCommand
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    public static Command Create(Screen screen)
    {
        var ingest = IngestOptions.Address("--ingest", Texts.Of("demo-ingest"), required: true);
        var ingestKey = new Option<string>("--ingest-key") { Description = Texts.Of("demo-ingest-key"), Required = true };
        var alerting = IngestOptions.Address("--alerting", Texts.Of("demo-alerting"), required: true);
        var alertingKey = new Option<string>("--alerting-key") { Description = Texts.Of("demo-alerting-key"), Required = true };
        var mail = new Option<string>("--mail-folder") { Description = Texts.Of("demo-mail"), Required = true };
        var minutes = new Option<double?>("--minutes") { Description = Texts.Of("demo-minutes") };
        var command = new Command("demo", Texts.Of("demo")) { ingest, ingestKey, alerting, alertingKey, mail, minutes };
        command.SetAction(async (given, ct) =>
        {
            using var posting = new IngestClient(given.GetRequiredValue(ingest), given.GetRequiredValue(ingestKey), screen.Clock, screen.Fail);
            using var desk = new IncidentDesk(given.GetRequiredValue(alerting), given.GetRequiredValue(alertingKey));
            using var until = given.GetValue(minutes) is { } limit
                ? new CancellationTokenSource(TimeSpan.FromMinutes(limit), screen.Clock)
                : new CancellationTokenSource();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, until.Token);
            screen.Say(Texts.Of("demo-addresses", new Uri(given.GetRequiredValue(ingest), "/v1/events"),
                new Uri(given.GetRequiredValue(alerting), "/v1/incidents"), given.GetRequiredValue(mail)));
            return await RunAsync(screen, posting, desk, given.GetRequiredValue(mail), stop.Token);
        });
        return command;
    }

    private static async Task<int> RunAsync(Screen screen, IngestClient ingest, IncidentDesk desk, string mailFolder, CancellationToken ct)
    {
        LiveFeed? live = null;
        Narrator? narrator = null;
        try
        {
            var registry = await new LiveFeed(DemoStory.Begin(screen.Clock.GetUtcNow()), ingest, screen.Clock).RegisterAsync(ct);
            // The story begins once everything is there: a start may take a while.
            var began = screen.Clock.GetUtcNow();
            var simulation = DemoStory.Begin(began);
            live = new LiveFeed(simulation, ingest, screen.Clock);
            narrator = new Narrator(screen, began, simulation.Injections, mailFolder);
            narrator.Begin(await desk.ReadAsync(ct));
            screen.Say(Texts.Of("demo-begins", registry.Registered + registry.Changed + registry.Unchanged));
            var feeding = live.RunAsync(ct);
            while (!feeding.IsCompleted)
            {
                narrator.Tell(screen.Clock.GetUtcNow(), await desk.ReadAsync(ct));
                await Task.WhenAny(feeding, Task.Delay(LookEvery, screen.Clock, ct));
                ct.ThrowIfCancellationRequested();
            }
            await feeding;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Ctrl-C is how it is meant to end.
        }
        screen.Say(Texts.Of("demo-summary", live?.Accepted ?? 0, live?.Refused ?? 0, narrator?.Opened ?? 0, narrator?.Right ?? 0, narrator?.Pages ?? 0));
        return ExitCode.Done;
    }
}
