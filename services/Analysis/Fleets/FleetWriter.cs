using System.Diagnostics;
using FleetWatch.Analysis.Steps;
using FleetWatch.Analysis.Storage;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;

namespace FleetWatch.Analysis.Fleets;

/// <summary>
/// The one writer of an organisation: takes what waits as a group, decides, commits, acknowledges. While one step is being
/// committed the next one is decided. Becomes active with its first message, for the broker gives messages to one instance only.
/// </summary>
internal sealed partial class FleetWriter(string organisation, Inbox inbox, FleetWriterParts parts)
{
    private static readonly ActivitySource Source = new(Telemetry.SourceName);
    private readonly AnalysisOptions options = parts.Options.Value;
    private readonly Activation activation = new(organisation, parts);
    private Underway? underway;

    public string Organisation => organisation;

    public Activation Activation => activation;

    /// <summary>Ends when the inbox is closed and empty; throws <see cref="FencedException"/> when another instance has taken over.</summary>
    public async Task Run(CancellationToken ct)
    {
        while (await HasWork(ct))
        {
            var group = inbox.Take(options.MaxEventsPerStep);
            if (group.Count > 0)
                await Take(group, ct);
            await CheckpointWhenDue(ct);
        }
        await Settle(ct);
        await activation.Checkpoint(ct);
    }

    /// <summary>Waits for messages, and settles the step underway when none come sooner.</summary>
    private async Task<bool> HasWork(CancellationToken ct)
    {
        var arrival = inbox.Wait(ct).AsTask();
        if (underway is { } step)
        {
            await Task.WhenAny(arrival, step.Commit);
            if (step.Commit.IsCompleted)
                await Settle(ct);
        }
        return await arrival;
    }

    private async Task Take(IReadOnlyList<Delivery> group, CancellationToken ct)
    {
        var spoilt = false;
        Step? step = null;
        try
        {
            step = await Decide(group, ct);
        }
        catch (Exception fault) when (Faults.IsOfTheMessage(fault))
        {
            spoilt = true;
        }
        if (await Settle(ct) && !spoilt)
            underway = Begin(step!, ct); // not spoilt: it was decided
        else
            await TakeOneByOne(group, ct);
    }

    private async Task<Step> Decide(IReadOnlyList<Delivery> group, CancellationToken ct)
    {
        var state = await activation.State(ct);
        Guid[] ids = [.. group.SelectMany(delivery => delivery.EventIds).Where(id => id != default)];
        var started = Stopwatch.GetTimestamp();
        var stored = await parts.Steps.Stored(ids, ct);
        var found = Stopwatch.GetTimestamp();
        var step = StepDecision.Decide(state, group, stored, underway?.Step.EventIds ?? new HashSet<Guid>(), parts.Clock.GetUtcNow() + options.ClockSkew);
        activation.Decided(state);
        parts.Metrics.Took("lookup", organisation, Stopwatch.GetElapsedTime(started, found));
        parts.Metrics.Took("decide", organisation, Stopwatch.GetElapsedTime(found));
        parts.Metrics.Took("detect", organisation, step.Detecting);
        return step;
    }

    private Underway Begin(Step step, CancellationToken ct) => new(step, Commit(step, ct));

    /// <summary>True: nothing is underway any more, and what was is committed. False: the state is spoilt.</summary>
    private async Task<bool> Settle(CancellationToken ct)
    {
        if (underway is not { } last)
            return true;
        underway = null;
        try
        {
            await last.Commit;
            return true;
        }
        catch (Exception fault) when (Faults.IsOfTheMessage(fault))
        {
            await TakeOneByOne(last.Step.Settles, ct);
            return false;
        }
    }

    /// <summary>After a fault: each message alone, from a state read afresh, so that only the one to blame is refused.</summary>
    private async Task TakeOneByOne(IReadOnlyList<Delivery> group, CancellationToken ct)
    {
        activation.Forget();
        foreach (var delivery in group)
        {
            try
            {
                await Commit(await Decide([delivery], ct), ct);
            }
            catch (Exception fault) when (Faults.IsOfTheMessage(fault))
            {
                activation.Forget();
                parts.Metrics.Parked(organisation);
                LogRefused(parts.Logger, fault, organisation);
                delivery.Refused(fault);
            }
        }
    }

    private async Task Commit(Step step, CancellationToken ct)
    {
        if (!step.IsEmpty)
        {
            using var activity = Trace(step);
            await activation.Commit(step, ct);
        }
        parts.Metrics.Repeats(organisation, step.Repeats);
        foreach (var delivery in step.Settles)
        {
            if (delivery.Message is EventBatch batch)
                parts.Metrics.Lag(organisation, parts.Clock.GetUtcNow() - batch.ReceivedAt);
            delivery.Committed();
        }
    }

    /// <summary>A step belongs to the traces of all its messages: it continues the first one and is linked to the others.</summary>
    private static Activity? Trace(Step step)
    {
        List<ActivityContext> contexts = [];
        foreach (var delivery in step.Settles)
            if (ActivityContext.TryParse(delivery.TraceParent, null, out var context))
                contexts.Add(context);
        return Source.StartActivity("analysis step", ActivityKind.Internal, contexts.FirstOrDefault(),
            [new("fleetwatch.organisation", step.Organisation), new("fleetwatch.step", step.Number), new("fleetwatch.events", step.Taken)],
            contexts.Skip(1).Select(context => new ActivityLink(context)));
    }

    private async Task CheckpointWhenDue(CancellationToken ct)
    {
        if (!activation.CheckpointIsDue)
            return;
        if (await Settle(ct))
            await activation.BeginCheckpoint(ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A message of {Organisation} can never be committed and is parked")]
    private static partial void LogRefused(ILogger logger, Exception fault, string organisation);

    private sealed record Underway(Step Step, Task Commit);
}
