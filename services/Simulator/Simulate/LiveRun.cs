using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Posting;
using FleetWatch.Simulator.Switch;

namespace FleetWatch.Simulator.Simulate;

/// <summary><c>fleetwatch simulate --to</c>: a made-up fleet that reports to an Ingest, as it happens.</summary>
internal static class LiveRun
{
    public static async Task<int> RunAsync(Screen screen, SimulationOptions options, IngestClient ingest, SwitchLine? line,
        CancellationToken ct)
    {
        var simulation = new Simulation(options);
        var live = new LiveFeed(simulation, ingest, screen.Clock);
        var registry = await live.RegisterAsync(ct);
        screen.Say(Texts.Of("live-registered", registry.Registered, registry.Changed, registry.Unchanged));
        foreach (var one in simulation.Injections)
            screen.Say(Texts.Of("live-fault", one.Start.LocalDateTime, one.End.LocalDateTime, one.Fault.Cause, one.Scope));
        screen.Say(Texts.Of("live-runs", options.End.LocalDateTime));
        try
        {
            await (line is null ? live.RunAsync(ct) : live.RunAsync(line, ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Ctrl-C is how it is meant to end.
        }
        if (line is not null)
            screen.Say(Texts.Of("live-switched", line.Messages));
        screen.Say(Texts.Of("live-done", live.Accepted, live.Refused));
        return live.Refused > 0 ? ExitCode.SomeRefused : ExitCode.Done;
    }
}
