using System.Diagnostics;
using FleetWatch.Alerting.Channels;
using FleetWatch.Contracts;

namespace FleetWatch.Alerting.Deliveries;

/// <summary>What follows from an attempt. Pure.</summary>
/// <param name="Event">For the incident's stream.</param>
/// <param name="Next">The delivery as it is to be kept; null: done.</param>
internal sealed record DeliveryOutcome(IncidentEvent Event, Delivery? Next)
{
    private const int LongestError = 300;

    public static DeliveryOutcome Of(Delivery tried, HandOver answer, DateTimeOffset now, DeliverySettings settings)
    {
        var attempt = tried.Attempts + 1;
        return answer switch
        {
            Delivered => new(new PageSent { IncidentId = tried.Incident.Id, At = now, PageId = tried.Id, Attempt = attempt }, null),
            RetryLater later when now - tried.DecidedAt < settings.GiveUpAfter => Again(tried, later, attempt, now, settings),
            RetryLater later => GivenUp(tried, later.Error, attempt, now),
            Refused refused => GivenUp(tried, refused.Error, attempt, now),
            _ => throw new UnreachableException(),
        };
    }

    private static DeliveryOutcome Again(Delivery tried, RetryLater later, int attempt, DateTimeOffset now, DeliverySettings settings)
    {
        // All of one digest wait equally long: they are one message.
        var retryAt = now + Backoff.After(attempt, tried.Digest ?? tried.Id, settings, later.After);
        var failed = new PageAttemptFailed
        {
            IncidentId = tried.Incident.Id,
            At = now,
            PageId = tried.Id,
            Attempt = attempt,
            Error = Short(later.Error),
            RetryAt = retryAt,
        };
        return new(failed, tried with { Attempts = attempt, DueAt = retryAt });
    }

    private static DeliveryOutcome GivenUp(Delivery tried, string error, int attempt, DateTimeOffset now) => new(
        new PageGivenUp { IncidentId = tried.Incident.Id, At = now, PageId = tried.Id, Attempts = attempt, Error = Short(error) },
        tried with { Attempts = attempt, DueAt = null });

    private static string Short(string error) => error.Length <= LongestError ? error : error[..LongestError];
}
