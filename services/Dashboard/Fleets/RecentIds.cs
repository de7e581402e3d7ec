namespace FleetWatch.Dashboard.Fleets;

/// <summary>
/// The last events that are counted and not kept: signs of life and approvals. One that its producer sends twice counts once, as long as
/// this many others and no restart came between.
/// </summary>
internal sealed class RecentIds(int most = 200_000)
{
    private readonly HashSet<(string Terminal, string Id)> known = [];
    private readonly Queue<(string Terminal, string Id)> order = [];

    /// <returns>False: it has been seen.</returns>
    public bool Add(string terminal, string id)
    {
        if (!known.Add((terminal, id)))
            return false;
        order.Enqueue((terminal, id));
        if (order.Count > most)
            known.Remove(order.Dequeue());
        return true;
    }
}
