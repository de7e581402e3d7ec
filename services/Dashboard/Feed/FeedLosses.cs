using System.Collections.Immutable;
using FleetWatch.Contracts;

namespace FleetWatch.Dashboard.Feed;

/// <summary>What of a feed does not come.</summary>
internal enum Loss
{
    /// <summary>Heartbeats, everywhere alike.</summary>
    Heartbeats,

    /// <summary>Failures that heartbeats counted.</summary>
    Failures,

    /// <summary>What terminals try.</summary>
    Attempts,
}

/// <summary>A part of a feed that does not come.</summary>
/// <param name="Kind">Which part.</param>
/// <param name="Share">About how much of it, 0 to 1, when it was last too much.</param>
/// <param name="Since">When it was first heard to be too much.</param>
/// <param name="Seen">When it was last heard to be too much.</param>
/// <param name="Heard">When it was last heard of.</param>
internal sealed record FeedLoss(Loss Kind, double Share, DateTimeOffset Since, DateTimeOffset Seen, DateTimeOffset Heard);

/// <summary>
/// What of one organisation's feed does not come, as the reports of services say it. Pure. What lasts is shown, what flickers is one loss, and where no
/// report comes nothing is claimed.
/// </summary>
internal sealed record FeedLosses(ImmutableSortedDictionary<Loss, FeedLoss> Known)
{
    // A share that wavers less stays as it is: whoever has the page read aloud hears each other one.
    private const double Waver = 0.05;

    public static FeedLosses None { get; } = new(ImmutableSortedDictionary<Loss, FeedLoss>.Empty);

    /// <summary>A share that the report does not give is one that its service does not know.</summary>
    public FeedLosses Take(ServiceReport said, DateTimeOffset now, LossSettings settings)
    {
        // Where heartbeats are missed, what they do not count is no news beside it.
        var isThin = said.HeartbeatsMissed > settings.FeedMissed;
        return Take(Loss.Heartbeats, said.HeartbeatsMissed, isThin, now, settings)
            .Take(Loss.Failures, said.FailuresMissed, said.FailuresMissed > settings.FailuresMissed, now, settings)
            .Take(Loss.Attempts, said.AttemptsUntold, !isThin && said.AttemptsUntold > settings.AttemptsUntold, now, settings);
    }

    public IReadOnlyList<FeedLoss> Shown(DateTimeOffset now, LossSettings settings)
    {
        List<FeedLoss> shown = [.. Known.Values.Where(loss => IsNews(loss, now, settings) && HasLasted(loss, settings))];
        return shown.Exists(loss => loss.Kind == Loss.Heartbeats) ? [.. shown.Where(loss => loss.Kind != Loss.Attempts)] : shown;
    }

    private FeedLosses Take(Loss kind, double? share, bool isTooMuch, DateTimeOffset now, LossSettings settings)
    {
        if (share is not { } value)
            return this;
        var before = Known.GetValueOrDefault(kind) is { } last && IsNews(last, now, settings) ? last : null;
        if (isTooMuch)
            return new(Known.SetItem(kind, Lasting(before ?? new FeedLoss(kind, value, now, now, now), value, now)));
        // One that was never shown ends at once: the next one must last again.
        return before is null || !HasLasted(before, settings) || now - before.Seen >= settings.ClearAfter
            ? new(Known.Remove(kind))
            : new(Known.SetItem(kind, before with { Heard = now }));
    }

    private static FeedLoss Lasting(FeedLoss loss, double share, DateTimeOffset now) =>
        loss with { Share = Math.Abs(share - loss.Share) < Waver ? loss.Share : share, Seen = now, Heard = now };

    private static bool IsNews(FeedLoss loss, DateTimeOffset now, LossSettings settings) => now - loss.Heard <= settings.ReportSilence;

    private static bool HasLasted(FeedLoss loss, LossSettings settings) => loss.Seen - loss.Since >= settings.RaiseAfter;
}
