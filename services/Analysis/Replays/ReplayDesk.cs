using System.Collections.Concurrent;
using System.Threading.Channels;
using FleetWatch.Contracts;
using FleetWatch.Detection;
using Microsoft.Extensions.Options;

namespace FleetWatch.Analysis.Replays;

/// <summary>The replays that were asked for, one at a time and the latest of each organisation kept in memory: a process that dies takes them with it, and they are asked for again.</summary>
internal sealed partial class ReplayDesk(ReplayRun run, IOptions<DetectionSettings> detection, TimeProvider clock, ILogger<ReplayDesk> logger) : BackgroundService
{
    private const int MostWaiting = 16;
    private readonly ConcurrentDictionary<string, Underway> latest = [];
    private readonly Channel<Underway> waiting = Channel.CreateBounded<Underway>(MostWaiting);

    public ReplayRead Read(string organisation) =>
        new() { Settings = SettingChanges.Told(detection.Value), Replay = latest.TryGetValue(organisation, out var known) ? known.Shown : null };

    public Ruling Start(StartReplay asked)
    {
        if (ReplayCheck.Refuse(asked, clock.GetUtcNow()) is { Count: > 0 } wrong)
            return Ruling.Refused(wrong);
        var (changed, errors) = SettingChanges.Apply(detection.Value, asked.Changes);
        if (changed is null)
            return Ruling.Refused(errors);
        var next = new Underway(asked, changed, clock.GetUtcNow());
        var before = latest.GetValueOrDefault(asked.Organisation);
        var kept = latest.AddOrUpdate(asked.Organisation, next, (_, known) => known.Shown.Id == asked.RequestId || known.Lasts ? known : next);
        if (kept != next)
        {
            next.Dispose();
            return kept.Shown.Id == asked.RequestId ? Ruling.Done : new Ruling(Outcome.Conflict, "A replay runs; it is to end or to be cancelled first.");
        }
        before?.Dispose(); // It is over, or the new one would not have taken its place.
        if (waiting.Writer.TryWrite(next))
            return Ruling.Done;
        next.End("failed");
        return new Ruling(Outcome.Conflict, "Too many replays wait.");
    }

    public Ruling Cancel(CancelReplay asked)
    {
        if (!latest.TryGetValue(asked.Organisation, out var known) || known.Shown.Id != asked.ReplayId)
            return new Ruling(Outcome.Missing, "There is no such replay.");
        known.Cancel();
        return Ruling.Done;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var next in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, next.Cancelled);
            try
            {
                either.Token.ThrowIfCancellationRequested();
                next.Tell(0, 0);
                // Of the pool, so that what is computed between two reads holds nothing else up.
                next.End(await Task.Run(() => run.Execute(next.Asked, detection.Value, next.Changed, next.Tell, either.Token), either.Token));
            }
            catch (OperationCanceledException) when (either.IsCancellationRequested)
            {
                next.End("cancelled");
            }
            catch (Exception broken)
            {
                LogFailed(broken, next.Asked.Organisation);
                next.End("failed");
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A replay of {Organisation} failed")]
    private partial void LogFailed(Exception broken, string organisation);
}

/// <summary>A replay from its request to its end.</summary>
internal sealed class Underway : IDisposable
{
    private readonly CancellationTokenSource cancel = new();

    public Underway(StartReplay asked, DetectionSettings changed, DateTimeOffset askedAt)
    {
        (Asked, Changed) = (asked, changed);
        Cancelled = cancel.Token; // one that was cancelled and replaced while it waited is still taken from the queue
        Shown = new Replay
        {
            Id = asked.RequestId,
            By = asked.By,
            AskedAt = askedAt,
            From = asked.From,
            To = asked.To,
            Changes = asked.Changes,
            State = "waiting",
        };
    }

    public StartReplay Asked { get; }
    public DetectionSettings Changed { get; }
    public CancellationToken Cancelled { get; }
    public bool Lasts => Shown.State is "waiting" or "running";
    public Replay Shown { get; private set; }

    public void Cancel()
    {
        cancel.Cancel();
        if (Shown.State == "waiting")
            End("cancelled");
    }

    public void Tell(double progress, long events) => Shown = Shown with { State = "running", Progress = progress, Events = events };

    public void End(string state) => Shown = Shown with { State = state };

    public void Dispose() => cancel.Dispose();

    public void End(ReplayResult result) => Shown = Shown with { State = "done", Progress = 1, Result = result };
}
