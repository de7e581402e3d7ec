using FleetWatch.Contracts;
using FleetWatch.Simulator.Feed;
using FleetWatch.Simulator.Posting;
using FleetWatch.Simulator.Switch;

namespace FleetWatch.Simulator.Simulate;

/// <summary>A simulation that happens now: its registry first, then each event when it is sent.</summary>
internal sealed class LiveFeed(Simulation simulation, IngestClient ingest, TimeProvider clock)
{
    private readonly PacedPost _paced = new(ingest, clock);

    public long Accepted => _paced.Accepted;
    public long Refused => _paced.Refused;

    /// <summary>Makes the terminals known to Ingest, as an operator would: with a CSV file.</summary>
    public async Task<PostReply> RegisterAsync(CancellationToken ct)
    {
        using var csv = new MemoryStream();
        FleetFile.Write(csv, simulation.Estate.Registry);
        return await ingest.PostRegistryAsync(csv.ToArray(), ct);
    }

    /// <summary>Until the simulation ends.</summary>
    public Task RunAsync(CancellationToken ct) => _paced.RunAsync(Due(), null, ct);

    /// <summary>The same as a switch's ISO 8583, each message when it is due.</summary>
    public async Task RunAsync(SwitchLine line, CancellationToken ct)
    {
        foreach (var one in simulation.Run())
        {
            if (one.SentAt!.Value - clock.GetUtcNow() is { Ticks: > 0 } ahead) // The simulation always says when.
            {
                await line.Flush(ct);
                await Task.Delay(ahead, clock, ct);
            }
            line.Add(one);
        }
        await line.Flush(ct);
    }

    private async IAsyncEnumerable<(DateTimeOffset, TerminalEvent)> Due()
    {
        foreach (var one in simulation.Run())
            yield return (one.SentAt!.Value, one); // The simulation always says when.
        await Task.CompletedTask;
    }
}
