using FleetWatch.Contracts;
using FleetWatch.Detection;

namespace FleetWatch.Quality.Feeds;

/// <summary>How a feed is damaged once a day.</summary>
/// <param name="What">In words.</param>
/// <param name="Minutes">For how long.</param>
/// <param name="Share">Of it is lost, 0 to 1.</param>
/// <param name="Of">What a share is of.</param>
/// <param name="Fate">Whether it comes after all.</param>
internal sealed record FeedLoss(string What, int Minutes, double Share = 1, LossOf Of = LossOf.Events, LossFate Fate = LossFate.Gone)
{
    // From the second day on: on the first nobody is judged silent. In the night, when shops open and close, at noon, in the evening's trade.
    private static readonly (int Day, int Hour, int Minute)[] Times = [(1, 3, 2), (2, 10, 1), (3, 13, 4), (4, 19, 0), (5, 8, 6), (6, 22, 5), (7, 16, 3)];

    public static int TimesAWeek => Times.Length;

    public IEnumerable<TerminalEvent> Through(IEnumerable<TerminalEvent> feed, DateTimeOffset start)
    {
        var gaps = Times.Select(at => start.AddDays(at.Day).AddHours(at.Hour).AddMinutes(at.Minute)).Select(from => (From: from, Until: from.AddMinutes(Minutes))).ToList();
        var kept = new List<TerminalEvent>();
        foreach (var next in feed)
        {
            var sent = next.SentAt ?? next.OccurredAt;
            if (gaps.Find(gap => sent >= gap.From && sent < gap.Until) is { From.Year: > 1 } gap && IsLost(next))
            {
                if (Fate == LossFate.SentLater)
                    kept.Add(next with { SentAt = gap.Until });
                continue;
            }
            foreach (var late in kept)
                yield return late;
            kept.Clear();
            yield return next;
        }
    }

    private bool IsLost(TerminalEvent one) => StableHash.Of(Of == LossOf.Events ? one.Id : one.TerminalId) % 1000 < Share * 1000;
}

internal enum LossOf
{
    /// <summary>One of several senders that share the work.</summary>
    Events,

    /// <summary>One of several senders that have terminals of their own.</summary>
    Terminals,
}

internal enum LossFate
{
    Gone,

    /// <summary>Terminals keep it and send it when they can.</summary>
    SentLater,
}
