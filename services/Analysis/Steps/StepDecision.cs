using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using FleetWatch.Analysis.Storage;
using FleetWatch.Contracts;
using FleetWatch.Detection;

namespace FleetWatch.Analysis.Steps;

/// <summary>The decision of Analysis: a group of messages in, one step out. Pure but for the state, which moves with it.</summary>
internal sealed class StepDecision
{
    private readonly string organisation;
    private readonly FleetState state;
    private readonly IReadOnlySet<Guid> stored;
    private readonly IReadOnlySet<Guid> underway;
    private readonly DateTimeOffset latest;
    private readonly EventRows rows;
    private readonly StepLogWriter log = new();
    private readonly HashSet<Guid> ids = [];
    private readonly List<Guid> freshIds = [];
    private readonly List<int> published = [];
    private readonly List<RegistryEvent> registry = [];
    private readonly List<string> opened = [];
    private readonly List<string> closed = [];
    private int terminalEvents;
    private int takenEvents;
    private int repeats;
    private TimeSpan detecting;

    private StepDecision(FleetState state, IReadOnlySet<Guid> stored, IReadOnlySet<Guid> underway, DateTimeOffset latest)
    {
        organisation = state.Detector.Organisation;
        rows = new EventRows(organisation);
        this.state = state;
        this.stored = stored;
        this.underway = underway;
        this.latest = latest;
    }

    /// <param name="state">The fleet's state; after a failure it is spoilt and has to be read again.</param>
    /// <param name="group">The messages, in their order.</param>
    /// <param name="stored">Those of the group's event ids that the store has.</param>
    /// <param name="underway">Event ids of the steps before, not yet visible in the store.</param>
    /// <param name="latest">The latest time that a message may carry; a clock further ahead is taken as this.</param>
    public static Step Decide(FleetState state, IReadOnlyList<Delivery> group, IReadOnlySet<Guid> stored, IReadOnlySet<Guid> underway,
        DateTimeOffset latest)
    {
        var decision = new StepDecision(state, stored, underway, latest);
        foreach (var delivery in group)
            decision.Take(delivery);
        return decision.Conclude(group);
    }

    private void Take(Delivery delivery)
    {
        if (!TryRead(delivery, out var fed))
            return;
        List<int> taken = [];
        var started = Stopwatch.GetTimestamp();
        var output = state.Feed(fed, taken);
        detecting += Stopwatch.GetElapsedTime(started);
        if (fed is FedEvents events)
            fed = Keep(events, taken);
        else if (fed is FedRegistry changed)
            registry.AddRange(changed.Changes);
        log.Add(fed);
        Keep(output, delivery.TraceParent);
    }

    /// <summary>Drops what is known already. False: nothing is left of the message.</summary>
    private bool TryRead(Delivery delivery, [NotNullWhen(true)] out Fed? fed)
    {
        fed = delivery.Message switch
        {
            EventBatch batch when state.Batches.Contains(batch.BatchId) => Repeated(batch.Events.Count),
            EventBatch batch => new FedEvents(batch.BatchId, NotAhead(batch.ReceivedAt), Fresh(batch.Events, delivery.EventIds)),
            RegistryBatch batch when state.Batches.Contains(batch.BatchId) => Repeated(batch.Changes.Count),
            RegistryBatch batch => new FedRegistry(batch.BatchId, NotAhead(batch.ReceivedAt), batch.Changes),
            FeedTick tick => new FedTick(NotAhead(tick.At)),
            _ => throw new InvalidDataException($"{delivery.Message.GetType().Name} has no place on an organisation's queue."),
        };
        return fed is not null;
    }

    private Fed? Repeated(int events)
    {
        repeats += events;
        return null;
    }

    private List<TerminalEvent> Fresh(IReadOnlyList<TerminalEvent> events, IReadOnlyList<Guid> eventIds)
    {
        List<TerminalEvent> fresh = new(events.Count);
        freshIds.Clear();
        for (var at = 0; at < events.Count; at++)
        {
            if (!Folding.IsFolded(events[at]) && !IsNew(eventIds[at]))
                continue;
            fresh.Add(events[at]);
            freshIds.Add(eventIds[at]);
        }
        repeats += events.Count - fresh.Count;
        return fresh;
    }

    private bool IsNew(Guid id) => !stored.Contains(id) && !underway.Contains(id) && ids.Add(id);

    private FedEvents Keep(FedEvents offered, List<int> taken)
    {
        List<TerminalEvent?> kept = new(taken.Count);
        repeats += offered.Events.Count - taken.Count;
        takenEvents += taken.Count;
        foreach (var at in taken)
        {
            var observed = offered.Events[at]!; // only in a decoded log is one missing
            kept.Add(observed);
            if (Folding.IsFolded(observed))
                continue;
            terminalEvents++;
            rows.Add(Streams.OfTerminal(observed.TerminalId), freshIds[at], observed, state.Clock, causation: null);
        }
        return offered with { Events = kept };
    }

    private void Keep(DetectionOutput output, string? traceParent)
    {
        var number = state.Outputs - output.Findings.Count - output.Facts.Count;
        foreach (var fact in output.Facts)
        {
            var stream = Streams.OfTerminal(fact.TerminalId);
            rows.Add(stream, StoredId.OfOutput(organisation, ++number, stream), fact, state.Clock, traceParent);
        }
        foreach (var finding in output.Findings)
        {
            var stream = Streams.OfFinding(finding.FindingId);
            published.Add(rows.Count);
            rows.Add(stream, StoredId.OfOutput(organisation, ++number, stream), finding, state.Clock, traceParent);
            Track(finding);
        }
    }

    private void Track(FindingEvent finding)
    {
        if (finding is FindingOpened)
            opened.Add(finding.FindingId);
        else if (finding is FindingClosed && !opened.Remove(finding.FindingId))
            closed.Add(finding.FindingId);
    }

    private DateTimeOffset NotAhead(DateTimeOffset at) => (at < latest ? at : latest).ToUniversalTime();

    private Step Conclude(IReadOnlyList<Delivery> group)
    {
        rows.End();
        var entry = log.Written();
        if (!entry.IsEmpty)
            state.Step++;
        return new Step
        {
            Organisation = organisation,
            Number = state.Step,
            Settles = group,
            Rows = rows,
            Log = entry,
            TerminalEvents = terminalEvents,
            Taken = takenEvents,
            Repeats = repeats,
            EventIds = ids,
            Published = published,
            OpenedFindings = opened,
            ClosedFindings = closed,
            Registry = registry,
            At = state.Clock,
            Detecting = detecting,
        };
    }
}
