using FleetWatch.Dashboard.Feed;
using FleetWatch.Explaining;

namespace FleetWatch.Dashboard.Board;

/// <summary>What a loss of the feed is to whoever looks at the board.</summary>
internal static class LossWords
{
    public static string Say(FeedLoss loss, DateTimeOffset now, Words words) =>
        words.Say($"board.loss.{loss.Kind}", ("share", loss.Share.ToString("P0", words.Culture)), ("since", words.Time(loss.Since, now)));
}
