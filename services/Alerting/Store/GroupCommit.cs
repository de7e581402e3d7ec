using System.Threading.Channels;

namespace FleetWatch.Alerting.Store;

/// <summary>
/// What arrives together is committed together, in one transaction for each organisation; each caller goes on only after the
/// commit. Where a group fails, each of it is tried alone, so that a poisoned one fails by itself; while PostgreSQL is away all wait.
/// </summary>
/// <param name="organisation">Whose it is.</param>
/// <param name="commit">Commits all of it, or none.</param>
/// <param name="clock">For the pause between attempts.</param>
/// <param name="logger">The owner's.</param>
internal sealed partial class GroupCommit<T>(Func<T, string> organisation, Func<string, IReadOnlyList<T>, CancellationToken, Task> commit,
    TimeProvider clock, ILogger logger)
{
    private const int LargestGroup = 250;

    private static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(1);

    private readonly Channel<Waiting> arrivals = Channel.CreateBounded<Waiting>(LargestGroup * 4);

    /// <summary>Returns once it is committed; throws what its commit threw.</summary>
    public async Task Take(T item, CancellationToken ct)
    {
        var waiting = new Waiting(item, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await arrivals.Writer.WriteAsync(waiting, ct);
        await waiting.Done.Task.WaitAsync(ct);
    }

    /// <summary>Nothing more will come: <see cref="Run"/> ends when all that came is committed.</summary>
    public void Complete() => arrivals.Writer.Complete();

    public async Task Run(CancellationToken ct)
    {
        while (await arrivals.Reader.WaitToReadAsync(ct))
        {
            var group = new List<Waiting>();
            while (group.Count < LargestGroup && arrivals.Reader.TryRead(out var next))
                group.Add(next);
            foreach (var fleet in group.GroupBy(waiting => organisation(waiting.Item)))
                await Commit(fleet.Key, [.. fleet], ct);
        }
    }

    private async Task Commit(string fleet, List<Waiting> group, CancellationToken ct)
    {
        try
        {
            await CommitWhenThere(fleet, [.. group.Select(waiting => waiting.Item)], ct);
            group.ForEach(waiting => waiting.Done.SetResult());
        }
        catch (Exception e) when (e is not OperationCanceledException && group.Count > 1)
        {
            LogGroupFailed(e, group.Count, fleet);
            foreach (var waiting in group)
                await Commit(fleet, [waiting], ct);
        }
        catch (Exception e)
        {
            // Whoever waits for it knows what to do.
            group.ForEach(waiting => waiting.Done.SetException(e));
        }
    }

    private async Task CommitWhenThere(string fleet, IReadOnlyList<T> items, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await commit(fleet, items, ct);
                return;
            }
            catch (Exception e) when (StoreOutage.Is(e))
            {
                LogOutage(items.Count, fleet, e.Message);
                await Task.Delay(OutagePause, clock, ct);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL is away, {Count} of {Organisation} wait: {Reason}")]
    private partial void LogOutage(int count, string organisation, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} of {Organisation} failed together; each is tried alone")]
    private partial void LogGroupFailed(Exception e, int count, string organisation);

    private sealed record Waiting(T Item, TaskCompletionSource Done);
}
