namespace FleetWatch.Alerting.Watch;

/// <summary>What is known of one trouble.</summary>
/// <param name="Worst">The largest of it that was seen.</param>
/// <param name="Since">When it was first seen.</param>
/// <param name="Seen">When it was last seen.</param>
/// <param name="Told">Whether somebody was told.</param>
internal sealed record Trouble(Complaint Worst, DateTimeOffset Since, DateTimeOffset Seen, bool Told);

/// <summary>Something to be told.</summary>
/// <param name="Trouble">As it is now.</param>
/// <param name="Over">Whether it is that it is over.</param>
internal sealed record WatchNews(Trouble Trouble, bool Over);

/// <summary>
/// The troubles of FleetWatch itself, by key. Pure. What lasts is told once, what flickers is one trouble, and who was told of it hears of its end.
/// </summary>
internal sealed record WatchState(IReadOnlyDictionary<string, Trouble> Troubles)
{
    public static WatchState Empty { get; } = new(new Dictionary<string, Trouble>());

    public (WatchState Next, IReadOnlyList<WatchNews> News) Look(IReadOnlyList<Complaint> complaints, DateTimeOffset now, WatchSettings settings)
    {
        var troubles = Troubles.ToDictionary();
        foreach (var complaint in complaints)
        {
            var known = troubles.GetValueOrDefault(complaint.Key);
            troubles[complaint.Key] = known is null
                ? new Trouble(complaint, now, now, Told: false)
                : known with { Seen = now, Worst = complaint.Value > known.Worst.Value ? complaint : known.Worst };
        }
        var news = new List<WatchNews>();
        foreach (var (key, trouble) in troubles.ToList())
        {
            if (!trouble.Told && trouble.Seen == now && now - trouble.Since >= settings.RaiseAfter)
            {
                troubles[key] = trouble with { Told = true };
                news.Add(new WatchNews(troubles[key], Over: false));
            }
            // One that was never told ends as soon as a whole look has not seen it: the next one must last again.
            else if (trouble.Seen < now && (!trouble.Told || now - trouble.Seen >= settings.ClearAfter))
            {
                troubles.Remove(key);
                if (trouble.Told)
                    news.Add(new WatchNews(trouble, Over: true));
            }
        }
        return (new WatchState(troubles), news);
    }
}
