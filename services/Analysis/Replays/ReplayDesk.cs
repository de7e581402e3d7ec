using System.Threading.Channels;
using FleetWatch.Analysis.Storage;
using FleetWatch.Contracts;
using FleetWatch.Detection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace FleetWatch.Analysis.Replays;

/// <summary>
/// The replays that were asked for, one at a time. One that its process has taken with it is begun again by whichever is asked about it next.
/// Requests come one after the other.
/// </summary>
internal sealed partial class ReplayDesk(ReplayRun run, StoredReplays stored, IOptions<DetectionSettings> detection, TimeProvider clock, ILogger<ReplayDesk> logger) : BackgroundService
{
    private const int MostWaiting = 16;

    /// <summary>One that ends its process each time would end it for ever.</summary>
    internal const int MostInterruptions = 3;

    private readonly Dictionary<string, Underway> latest = [];
    private readonly Channel<Underway> waiting = Channel.CreateUnbounded<Underway>();

    public async Task<ReplayRead> Read(string organisation, CancellationToken ct) =>
        new() { Settings = SettingChanges.Told(detection.Value), Replay = (await Latest(organisation, ct))?.Shown };

    public async Task<Ruling> Start(StartReplay asked, CancellationToken ct)
    {
        if (ReplayCheck.Refuse(asked, clock.GetUtcNow()) is { Count: > 0 } wrong)
            return Ruling.Refused(wrong);
        if (SettingChanges.Apply(detection.Value, asked.Changes).Errors is { Count: > 0 } errors)
            return Ruling.Refused(errors);
        var before = await Latest(asked.Organisation, ct);
        if (before?.Shown.Id == asked.RequestId)
            return Ruling.Done;
        if (before is { Lasts: true })
            return new Ruling(Outcome.Conflict, "A replay runs; it is to end or to be cancelled first.");
        if (latest.Values.Count(one => one.Shown.State == "waiting") >= MostWaiting)
            return new Ruling(Outcome.Conflict, "Too many replays wait.");
        var replay = new Replay
        {
            Id = asked.RequestId,
            By = asked.By,
            AskedAt = clock.GetUtcNow(),
            From = asked.From,
            To = asked.To,
            Changes = asked.Changes,
            State = "waiting",
        };
        await stored.Put(asked.Organisation, replay, ct);
        before?.Dispose();
        Take(new Underway(asked.Organisation, replay));
        return Ruling.Done;
    }

    public async Task<Ruling> Cancel(CancelReplay asked, CancellationToken ct)
    {
        if (await Latest(asked.Organisation, ct) is not { } known || known.Shown.Id != asked.ReplayId)
            return new Ruling(Outcome.Missing, "There is no such replay.");
        known.Cancel();
        if (!known.Lasts)
            await stored.Update(asked.Organisation, known.Shown, ct);
        return Ruling.Done;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var next in waiting.Reader.ReadAllAsync(stoppingToken))
            await Run(next, stoppingToken);
    }

    // The table tells which one is the latest, and whoever runs it how far it is: another instance may have been asked in the meantime.
    private async Task<Underway?> Latest(string organisation, CancellationToken ct)
    {
        var kept = await stored.Find(organisation, ct);
        if (latest.TryGetValue(organisation, out var known) && known.Shown.Id == kept?.Id)
            return known;
        latest.Remove(organisation);
        known?.Cancel();
        known?.Dispose();
        return kept is null ? null : await TakeUp(new Underway(organisation, kept), ct);
    }

    private async Task<Underway> TakeUp(Underway found, CancellationToken ct)
    {
        if (found.Lasts)
        {
            found.Interrupt();
            if (found.Shown.Interruptions is { } times and > MostInterruptions)
            {
                LogGivenUp(found.Organisation, times);
                found.End("failed");
            }
            await stored.Update(found.Organisation, found.Shown, ct);
        }
        Take(found);
        return found;
    }

    private void Take(Underway next)
    {
        latest[next.Organisation] = next;
        if (next.Lasts)
            waiting.Writer.TryWrite(next); // It has no bound and is never closed.
    }

    private async Task Run(Underway next, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, next.Cancelled);
        try
        {
            either.Token.ThrowIfCancellationRequested();
            next.Tell(0, 0);
            // Of the pool, so that what is computed between two reads holds nothing else up.
            next.End(await Task.Run(() => run.Execute(next.Organisation, next.Shown, detection.Value, next.Tell, either.Token), either.Token));
        }
        catch (OperationCanceledException) when (next.Cancelled.IsCancellationRequested)
        {
            next.End("cancelled");
        }
        catch (Exception broken) when (!stopping.IsCancellationRequested) // A process that stops leaves it to the next one.
        {
            LogFailed(broken, next.Organisation);
            next.End("failed");
        }
        try
        {
            await stored.Update(next.Organisation, next.Shown, stopping);
        }
        catch (NpgsqlException away)
        {
            LogNotKept(away, next.Organisation); // shown as long as this process lives; the next one runs it again
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A replay of {Organisation} failed")]
    private partial void LogFailed(Exception broken, string organisation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What a replay of {Organisation} came to was not kept")]
    private partial void LogNotKept(Exception away, string organisation);

    [LoggerMessage(Level = LogLevel.Error, Message = "A replay of {Organisation} was interrupted {Times} times and is not begun again")]
    private partial void LogGivenUp(string organisation, int times);
}
