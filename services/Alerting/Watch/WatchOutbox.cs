namespace FleetWatch.Alerting.Watch;

/// <summary>
/// What is still to be told, in its order. Where another instance tells, its own news is kept for a moment: if that one died before it told, whoever
/// follows tells it, once too often rather than never.
/// </summary>
/// <param name="keep">How long: two looks, for no two instances look at the same moment.</param>
internal sealed class WatchOutbox(TimeSpan keep)
{
    private readonly Queue<(WatchNews News, DateTimeOffset At)> untold = new();

    /// <summary>The oldest; null: all is told.</summary>
    public WatchNews? Next => untold.TryPeek(out var oldest) ? oldest.News : null;

    public void Add(WatchNews news, DateTimeOffset now) => untold.Enqueue((news, now));

    public void Told() => untold.Dequeue();

    public void Clear() => untold.Clear();

    /// <summary>Another instance has told it by now.</summary>
    public void LeaveToAnother(DateTimeOffset now)
    {
        while (untold.TryPeek(out var oldest) && now - oldest.At > keep)
            untold.Dequeue();
    }
}
