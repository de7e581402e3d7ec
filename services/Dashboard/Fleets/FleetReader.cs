using System.Threading.Channels;
using FleetWatch.Dashboard.Feed;
using Npgsql;

namespace FleetWatch.Dashboard.Fleets;

/// <summary>
/// The one taker of an organisation's messages: what waits is taken together, acknowledged after its commit, and its picture is shown
/// at most once a second.
/// </summary>
internal sealed partial class FleetReader(KnownOrganisation organisation, NpgsqlDataSource database, StoredFleet stored, Boards boards, TimeProvider clock, ILogger logger)
{
    private const int LargestGroup = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The feed tells the time every few seconds: whoever hears nothing for so long stands by, while another instance reads, and knows what the tables say.</summary>
    internal static readonly TimeSpan Quiet = TimeSpan.FromSeconds(30);
    internal static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private readonly Channel<FleetMessage> waiting = Channel.CreateUnbounded<FleetMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly FleetIntake intake = new(organisation.Id, database);
    private FleetState? state;
    private DateTimeOffset shownAt = DateTimeOffset.MinValue;
    private DateTimeOffset heardAt, loadedAt;

    /// <summary>Returns once it is committed. The broker's prefetch count bounds how many wait.</summary>
    public Task Take(FleetMessage message, CancellationToken ct)
    {
        waiting.Writer.TryWrite(message);
        return message.Done.Task.WaitAsync(ct);
    }

    public async Task Run(CancellationToken ct)
    {
        while (state is null)
            await Patiently(() => Loaded(ct), ct);
        Show();
        heardAt = clock.GetUtcNow();
        while (!ct.IsCancellationRequested)
        {
            var arrival = waiting.Reader.WaitToReadAsync(ct).AsTask();
            // What was taken within the second since the last picture is shown when that second is over.
            while (!arrival.IsCompleted && await Task.WhenAny(arrival, Task.Delay(Pause, clock, ct)) != arrival)
            {
                if (StandsBy && clock.GetUtcNow() - loadedAt >= LookEvery)
                    await Patiently(() => Reloaded(ct), ct);
                Show();
            }
            // Another may have read in the meantime.
            if (StandsBy)
                state = null;
            heardAt = clock.GetUtcNow();
            var group = new List<FleetMessage>();
            while (group.Count < LargestGroup && waiting.Reader.TryRead(out var next))
                group.Add(next);
            await Take(group, ct);
            if (clock.GetUtcNow() - shownAt >= Pause)
                Show();
        }
    }

    private async Task Take(List<FleetMessage> group, CancellationToken ct)
    {
        try
        {
            await Patiently(async () => await intake.Take(await Loaded(ct), group, ct), ct);
            foreach (var message in group)
                message.Done.TrySetResult();
        }
        catch (Exception broken) when (!ct.IsCancellationRequested && group.Count > 1)
        {
            LogAlone(broken, group.Count, organisation.Id);
            foreach (var message in group)
                await Take([message], ct);
        }
        catch (Exception broken) when (!ct.IsCancellationRequested)
        {
            // The bus parks it.
            group[0].Done.TrySetException(broken);
        }
    }

    private bool StandsBy => clock.GetUtcNow() - heardAt >= Quiet;

    private async Task<FleetState> Loaded(CancellationToken ct) => state ?? await Reloaded(ct);

    private async Task<FleetState> Reloaded(CancellationToken ct)
    {
        state = await stored.Load(organisation, ct);
        loadedAt = clock.GetUtcNow();
        return state;
    }

    /// <summary>While PostgreSQL is away, everything waits; after any failure the state is read afresh.</summary>
    private async Task Patiently(Func<Task> attempt, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await attempt();
                return;
            }
            catch (NpgsqlException away) when (away is not PostgresException || away.IsTransient || away.SqlState is ['5', '7', 'P', ..])
            {
                LogAway(organisation.Id, away.Message);
                state = null;
                await Task.Delay(Pause, clock, ct);
            }
            catch
            {
                state = null;
                throw;
            }
        }
    }

    private void Show()
    {
        if (state is null)
            return;
        shownAt = clock.GetUtcNow();
        boards.Of(organisation.Id).Show(state.Picture(), state.ConditionOf);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL is away, the feed of {Organisation} waits: {Reason}")]
    private partial void LogAway(string organisation, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} messages of {Organisation} failed together; each is tried alone")]
    private partial void LogAlone(Exception broken, int count, string organisation);
}
