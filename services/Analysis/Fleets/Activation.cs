using System.Diagnostics;
using FleetWatch.Analysis.Steps;
using FleetWatch.Analysis.Storage;
using FleetWatch.Detection;

namespace FleetWatch.Analysis.Fleets;

/// <summary>This instance's turn as the active one of an organisation: its epoch, its state, and how both outlive a failure.</summary>
internal sealed partial class Activation(string organisation, FleetWriterParts parts)
{
    private readonly AnalysisOptions options = parts.Options.Value;
    private FleetState? state;
    private long epoch;
    private long checkpointStep;
    private long eventsSince;
    private DateTimeOffset checkpointAt;
    private long committedStep;
    private Task saving = Task.CompletedTask;
    private FeedHealth? feed;

    public bool IsActive => epoch > 0;

    /// <summary>When the last step was committed; null before the first.</summary>
    public DateTimeOffset? LastStepAt { get; private set; }

    /// <summary>What keeps a step from being committed at the moment; null when nothing does.</summary>
    public string? Trouble { get; private set; }

    /// <summary>How much of the fleet's feed does not come, as of the last step; null before the first.</summary>
    public FeedHealth? Feed => Volatile.Read(ref feed);

    public bool CheckpointIsDue => saving.IsCompleted && committedStep > checkpointStep
        && (eventsSince >= options.CheckpointEveryEvents
            || committedStep - checkpointStep >= options.CheckpointEverySteps
            || parts.Clock.GetUtcNow() - checkpointAt >= options.CheckpointEvery);

    /// <summary>The state after the last step that was decided; read from the store where there is none.</summary>
    public async ValueTask<FleetState> State(CancellationToken ct) => state ??= await Patiently(LoadReadably, ct);

    /// <summary>A step was decided: how the fleet does may be asked by others.</summary>
    public void Decided(FleetState after) => Volatile.Write(ref feed, after.Detector.Feed);

    /// <summary>The state no longer stands for what is stored.</summary>
    public void Forget() => state = null;

    public async Task Commit(Step step, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        await Patiently(attempt => parts.Steps.Commit(step, epoch, attempt), ct);
        parts.Metrics.Committed(organisation, step, Stopwatch.GetElapsedTime(started));
        committedStep = step.Number;
        eventsSince += step.Taken;
        LastStepAt = parts.Clock.GetUtcNow();
        if (step.Published.Count > 0)
            parts.Findings.Announce(organisation);
    }

    /// <summary>
    /// Takes the state down, to be called with no step underway; it is compressed and saved while the next steps go on. One at a time:
    /// waits for the one before, and throws what ended it.
    /// </summary>
    public async Task BeginCheckpoint(CancellationToken ct)
    {
        await saving;
        if (state is null || committedStep == checkpointStep)
            return;
        var step = state.Step;
        var taken = StateFormat.Write(state);
        Checkpointed(step);
        saving = Task.Run(() => Save(step, taken, ct), ct);
    }

    /// <summary>The same, to its end.</summary>
    public async Task Checkpoint(CancellationToken ct)
    {
        await BeginCheckpoint(ct);
        await saving;
    }

    private async Task Save(long step, MemoryStream taken, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var packed = Checkpoints.Compress(taken);
        await Patiently(attempt => parts.Checkpoints.Save(organisation, epoch, step, packed, attempt), ct);
        parts.Metrics.Checkpoint(organisation, packed.Length, Stopwatch.GetElapsedTime(started));
        LogCheckpoint(parts.Logger, organisation, step, packed.Length);
    }

    private void Checkpointed(long step)
    {
        checkpointStep = step;
        eventsSince = 0;
        checkpointAt = parts.Clock.GetUtcNow();
    }

    // Whatever cannot be read here is not the fault of the message that happened to need it: nothing may be parked for it.
    private async Task<FleetState> LoadReadably(CancellationToken ct)
    {
        try
        {
            return await Load(ct);
        }
        catch (Exception fault) when (Faults.IsOfTheMessage(fault))
        {
            throw new UnreadableStateException(organisation, fault);
        }
    }

    private async Task<FleetState> Load(CancellationToken ct)
    {
        await saving; // else it could prune the log between the reads of the checkpoint before it and of the log
        await parts.Steps.LeaveRoom(ct);
        if (epoch == 0)
            epoch = await parts.Epochs.Begin(organisation, options.PredecessorGrace, ct);
        var loaded = await LoadCheckpoint(ct);
        Checkpointed(loaded.Step);
        await foreach (var step in parts.Log.ReadAfter(organisation, loaded.Step, ct))
        {
            Replay(loaded, step);
            eventsSince += step.Fed.OfType<FedEvents>().Sum(batch => batch.Events.Count);
        }
        await parts.Registered.Ensure(organisation, loaded.Registry.Values, ct);
        committedStep = loaded.Step;
        parts.Findings.Announce(organisation); // what a predecessor committed and could not publish
        parts.Metrics.Active(organisation, true);
        LogActive(parts.Logger, organisation, epoch, loaded.Step, loaded.Step - checkpointStep);
        return loaded;
    }

    private async Task<FleetState> LoadCheckpoint(CancellationToken ct)
    {
        await using var saved = await parts.Checkpoints.Load(organisation, ct);
        return saved is null
            ? new FleetState(new FleetDetector(organisation, parts.Detection))
            : StateFormat.Read(saved, organisation, parts.Detection, unknown => LogRelearning(parts.Logger, unknown, organisation));
    }

    private static void Replay(FleetState state, LoggedStep step)
    {
        foreach (var fed in step.Fed)
            state.Feed(fed, []);
        state.Step = step.Number;
    }

    private Task<bool> Patiently(Func<CancellationToken, Task> attempt, CancellationToken ct) => Patiently(async token =>
    {
        await attempt(token);
        return true;
    }, ct);

    /// <summary>As often as it takes: what is wrong is not the message's fault, and the broker keeps what is not acknowledged.</summary>
    private async Task<T> Patiently<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken ct)
    {
        for (var wait = options.FirstRetryWait; ; wait = options.Longer(wait))
        {
            try
            {
                var result = await attempt(ct);
                Trouble = null;
                return result;
            }
            catch (Exception fault) when (fault is not (FencedException or UnreadableStateException) && !ct.IsCancellationRequested && !Faults.IsOfTheMessage(fault))
            {
                Trouble = fault.GetType().Name;
                LogRetry(parts.Logger, fault, organisation, wait);
                await Task.Delay(wait, parts.Clock, ct);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Active for {Organisation}: epoch {Epoch}, step {Step}, {Replayed} of them read from the log")]
    private static partial void LogActive(ILogger logger, string organisation, long epoch, long step, long replayed);

    [LoggerMessage(Level = LogLevel.Information, Message = "Checkpoint of {Organisation} after step {Step}: {Bytes} bytes")]
    private static partial void LogCheckpoint(ILogger logger, string organisation, long step, int bytes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The core's state of {Organisation} is of another build: it starts with the registry alone and learns again")]
    private static partial void LogRelearning(ILogger logger, Exception unknown, string organisation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A store operation for {Organisation} failed; next attempt in {Wait}")]
    private static partial void LogRetry(ILogger logger, Exception fault, string organisation, TimeSpan wait);
}
