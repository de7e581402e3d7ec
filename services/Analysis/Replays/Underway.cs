using FleetWatch.Contracts;

namespace FleetWatch.Analysis.Replays;

/// <summary>A replay from its request to its end.</summary>
internal sealed class Underway : IDisposable
{
    private readonly CancellationTokenSource cancel = new();

    public Underway(string organisation, Replay shown)
    {
        (Organisation, Shown) = (organisation, shown);
        Cancelled = cancel.Token; // one that was cancelled and replaced while it waited is still taken from the queue
    }

    public string Organisation { get; }
    public Replay Shown { get; private set; }
    public CancellationToken Cancelled { get; }
    public bool Lasts => Shown.State is "waiting" or "running";

    public void Cancel()
    {
        cancel.Cancel();
        if (Shown.State == "waiting")
            End("cancelled");
    }

    /// <summary>Its process is gone: it waits again, from its beginning.</summary>
    public void Interrupt() => Shown = Shown with { State = "waiting", Progress = 0, Events = 0, Interruptions = (Shown.Interruptions ?? 0) + 1 };

    public void Tell(double progress, long events) => Shown = Shown with { State = "running", Progress = progress, Events = events };

    public void End(string state) => Shown = Shown with { State = state };

    public void End(ReplayResult result) => Shown = Shown with { State = "done", Progress = 1, Result = result };

    public void Dispose() => cancel.Dispose();
}
