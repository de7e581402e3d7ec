using FleetWatch.Contracts;

namespace FleetWatch.Simulator.Posting;

/// <summary>Posts events when they are due, a quarter of a second together, at most so many at once.</summary>
internal sealed class PacedPost(IngestClient ingest, TimeProvider clock)
{
    private const int MostAtOnce = 2000;
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(250);

    public long Accepted { get; private set; }
    public long Refused { get; private set; }

    /// <param name="due">Events with the moment at which each is due, in that order.</param>
    /// <param name="report">Gets the moment up to which everything was posted.</param>
    /// <param name="ct">Ends it between two posts.</param>
    public async Task RunAsync(IAsyncEnumerable<(DateTimeOffset Due, TerminalEvent Event)> due, Action<DateTimeOffset>? report, CancellationToken ct)
    {
        List<TerminalEvent> gathered = [];
        await foreach (var (at, one) in due.WithCancellation(ct))
        {
            ct.ThrowIfCancellationRequested();
            if (gathered.Count >= MostAtOnce || at > clock.GetUtcNow())
            {
                await PostAsync(gathered, ct);
                report?.Invoke(at);
                if (at - clock.GetUtcNow() is { Ticks: > 0 } ahead)
                    await Task.Delay(ahead + Together, clock, ct);
            }
            gathered.Add(one);
        }
        await PostAsync(gathered, ct);
    }

    private async Task PostAsync(List<TerminalEvent> gathered, CancellationToken ct)
    {
        if (gathered.Count == 0)
            return;
        var reply = await ingest.PostEventsAsync(Lines.Of(gathered), ct);
        Accepted += reply.Accepted;
        Refused += reply.Refused;
        gathered.Clear();
    }
}
