using System.Diagnostics;
using FleetWatch.Alerting.Channels;
using FleetWatch.Contracts;
using FleetWatch.Incidents;

namespace FleetWatch.Alerting.Deliveries;

/// <summary>What follows from an attempt. Pure.</summary>
/// <param name="Events">For the incident's stream.</param>
/// <param name="Next">The delivery as it is to be kept; null: done.</param>
internal sealed record DeliveryOutcome(IReadOnlyList<IncidentEvent> Events, Delivery? Next)
{
    private const int LongestError = 300;

    /// <param name="tried">As it was tried.</param>
    /// <param name="answer">What the channel said.</param>
    /// <param name="next">The recipient's next way; null: there is none.</param>
    /// <param name="now">When the answer came.</param>
    /// <param name="settings">How hard it is tried.</param>
    public static DeliveryOutcome Of(Delivery tried, HandOver answer, ContactMethod? next, DateTimeOffset now, DeliverySettings settings)
    {
        var attempt = tried.Attempts + 1;
        return answer switch
        {
            Delivered taken => Sent(tried, taken, next, attempt, now),
            RetryLater later => PutOff(tried, later, next, attempt, now, settings),
            Refused refused => GivenUp(tried, refused.Error, next, attempt, now),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>One that was to go another way only if nobody acknowledged, and somebody has.</summary>
    public static DeliveryOutcome NotNeeded { get; } = new([], null);

    private static DeliveryOutcome Sent(Delivery tried, Delivered taken, ContactMethod? next, int attempt, DateTimeOffset now)
    {
        var sent = new PageSent { IncidentId = tried.Incident.Id, At = now, PageId = tried.Id, Attempt = attempt, Delivered = taken.Arrived ? true : null };
        var started = tried.OnlyIfOpen ? Fallen(tried, null, tried.Channel, tried.Recipient, now, now) : null;
        // Notices of an end, and digests, ask nobody to acknowledge.
        var waits = next is { After.Ticks: > 0 } && tried is { Digest: null, Kind: not (PageKind.Resolved or PageKind.Merged) };
        return new(started is null ? [sent] : [started, sent],
            waits ? tried.By(next!, Later(tried.DecidedAt + next!.After, now)) with { OnlyIfOpen = true } : null);
    }

    private static DeliveryOutcome PutOff(Delivery tried, RetryLater later, ContactMethod? next, int attempt, DateTimeOffset now, DeliverySettings settings)
    {
        // All of one digest wait equally long: they are one message.
        var retryAt = now + Backoff.After(attempt, tried.Digest ?? tried.Id, settings, later.After);
        if (retryAt - (tried.TriedSince ?? tried.DecidedAt) > settings.GiveUpAfter)
            return GivenUp(tried, later.Error, next, attempt, now);
        var failed = new PageAttemptFailed
        {
            IncidentId = tried.Incident.Id,
            At = now,
            PageId = tried.Id,
            Attempt = attempt,
            Error = Short(later.Error),
            RetryAt = retryAt,
        };
        // It would come after the next way's own hour: that is taken instead.
        if (next is { After.Ticks: > 0 } && retryAt >= tried.DecidedAt + next.After)
        {
            var dueAt = Later(tried.DecidedAt + next.After, now);
            return new([failed with { RetryAt = dueAt }, Fallen(tried, later.Error, next.Channel, next.Address, dueAt, now)], tried.By(next, dueAt) with { OnlyIfOpen = false });
        }
        return new([failed], tried with { Attempts = attempt, DueAt = retryAt });
    }

    private static DeliveryOutcome GivenUp(Delivery tried, string error, ContactMethod? next, int attempt, DateTimeOffset now) => next is not null
        ? new([Fallen(tried, error, next.Channel, next.Address, now, now)], tried.By(next, now) with { OnlyIfOpen = false })
        : new([new PageGivenUp { IncidentId = tried.Incident.Id, At = now, PageId = tried.Id, Attempts = attempt, Error = Short(error) }],
            tried with { Attempts = attempt, DueAt = null, OnlyIfOpen = false });

    private static PageFellBack Fallen(Delivery tried, string? error, string channel, string recipient, DateTimeOffset dueAt, DateTimeOffset now) => new()
    {
        IncidentId = tried.Incident.Id,
        At = now,
        PageId = tried.Id,
        Channel = channel,
        Recipient = recipient,
        Error = error is null ? null : Short(error),
        DueAt = dueAt,
    };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static string Short(string error) => error.Length <= LongestError ? error : error[..LongestError];
}
