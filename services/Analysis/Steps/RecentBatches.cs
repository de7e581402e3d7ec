namespace FleetWatch.Analysis.Steps;

/// <summary>The identities of the last batches, so that one that is delivered again counts once.</summary>
internal sealed class RecentBatches
{
    /// <summary>Far more than a queue hands out before it is acknowledged, and minutes of a publisher's repeats at full load.</summary>
    public const int Capacity = 65_536;

    private readonly HashSet<Guid> known = [];
    private readonly Queue<Guid> order = [];

    public int Count => order.Count;

    public bool Contains(Guid batch) => known.Contains(batch);

    public void Add(Guid batch)
    {
        if (!known.Add(batch))
            return;
        order.Enqueue(batch);
        if (order.Count > Capacity)
            known.Remove(order.Dequeue());
    }

    /// <summary>Oldest first.</summary>
    public IEnumerable<Guid> InOrder() => order;
}
