using FleetWatch.Contracts;
using FleetWatch.Detection;

namespace FleetWatch.Analysis.Steps;

/// <summary>
/// Everything that the active instance remembers of one fleet: a function of what it was fed, so checkpoint and log give it back.
/// </summary>
internal sealed class FleetState(FleetDetector detector)
{
    public FleetDetector Detector => detector;

    /// <summary>The number of the last step that was taken.</summary>
    public long Step { get; set; }

    /// <summary>How many facts and findings came out so far: the ids of the stored ones are made from it.</summary>
    public long Outputs { get; set; }

    public RecentBatches Batches { get; init; } = new();

    /// <summary>The registry as it was fed, so that a core of another build can be taught it again.</summary>
    public Dictionary<string, TerminalRecord> Registry { get; init; } = [];

    /// <summary>The feed's time: never falls.</summary>
    public DateTimeOffset Clock { get; set; }

    /// <summary>Takes one message in and says what came out. <paramref name="taken"/> gets the positions of the events that were not repeats.</summary>
    public DetectionOutput Feed(Fed fed, ICollection<int> taken) => fed switch
    {
        FedEvents events => Feed(events, taken),
        FedRegistry registry => Feed(registry),
        FedTick tick => Advance(tick.At),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private DetectionOutput Feed(FedEvents batch, ICollection<int> taken)
    {
        Batches.Add(batch.BatchId);
        MoveTo(batch.ReceivedAt);
        for (var at = 0; at < batch.Events.Count; at++)
        {
            if (at + FleetDetector.Ahead < batch.Events.Count && batch.Events[at + FleetDetector.Ahead] is { } soon)
                detector.Expect(soon);
            if (detector.Observe(batch.Events[at] ?? throw new InvalidDataException("An event of the log was not read."), Clock))
                taken.Add(at);
        }
        return Advance(Clock);
    }

    private DetectionOutput Feed(FedRegistry batch)
    {
        Batches.Add(batch.BatchId);
        MoveTo(batch.ReceivedAt);
        foreach (var change in batch.Changes)
        {
            Remember(change);
            detector.Apply(change);
        }
        return Advance(Clock);
    }

    private void Remember(RegistryEvent change)
    {
        switch (change)
        {
            case TerminalRegistered registered: Registry[change.TerminalId] = registered.Terminal; break;
            case TerminalChanged changed: Registry[change.TerminalId] = changed.Terminal; break;
            case TerminalRetired: Registry.Remove(change.TerminalId); break;
        }
    }

    // After every message and not after every step: the same messages give the same findings however they were grouped.
    private DetectionOutput Advance(DateTimeOffset at)
    {
        MoveTo(at);
        var output = detector.Advance(Clock);
        Outputs += output.Findings.Count + output.Facts.Count;
        return output;
    }

    private void MoveTo(DateTimeOffset at) => Clock = at > Clock ? at : Clock;
}
