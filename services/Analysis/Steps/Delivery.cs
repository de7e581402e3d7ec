using FleetWatch.Analysis.Storage;
using FleetWatch.Contracts;

namespace FleetWatch.Analysis.Steps;

/// <summary>One message of an organisation's queue, held un-acknowledged until what it says is committed.</summary>
internal sealed class Delivery(object message, Guid[] eventIds, string? traceParent)
{
    private readonly TaskCompletionSource outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>An EventBatch, a RegistryBatch or a FeedTick.</summary>
    public object Message => message;

    /// <summary>Under which id each of an EventBatch's events is, or would be, stored; the empty id for one that is folded.</summary>
    public IReadOnlyList<Guid> EventIds => eventIds;

    /// <summary>W3C trace context of its consumption.</summary>
    public string? TraceParent => traceParent;

    /// <summary>Ends when it is committed; faults when it never can be.</summary>
    public Task Outcome => outcome.Task;

    public int EventCount => message is EventBatch batch ? batch.Events.Count : 1;

    public static Delivery Of(object message, string organisation, string? traceParent)
    {
        Guid[] ids = message is EventBatch batch
            ? [.. batch.Events.Select(observed =>
                Folding.IsFolded(observed) ? default : StoredId.OfEvent(organisation, observed))]
            : [];
        return new Delivery(message, ids, traceParent);
    }

    public void Committed() => outcome.TrySetResult();

    public void Refused(Exception reason) => outcome.TrySetException(reason);
}
