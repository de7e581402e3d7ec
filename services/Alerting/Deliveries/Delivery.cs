using FleetWatch.Contracts;
using FleetWatch.Incidents;

namespace FleetWatch.Alerting.Deliveries;

/// <summary>
/// A page that is still to be handed over: stored in the transaction that decided it, deleted in the one that records what became
/// of it.
/// </summary>
internal sealed record Delivery
{
    /// <summary>The page's id, also its idempotency key.</summary>
    public required string Id { get; init; }
    public required string Organisation { get; init; }
    public required PageKind Kind { get; init; }
    public required string Reason { get; init; }
    public required string Channel { get; init; }

    /// <summary>The address within the channel.</summary>
    public required string Recipient { get; init; }

    /// <summary>The recipient as it was decided upon; null: look it up in the routes of this service's settings.</summary>
    public Recipient? To { get; init; }

    /// <summary>Deliveries of the same digest are handed over as one message.</summary>
    public string? Digest { get; init; }

    /// <summary>When it is to be handed over; null: given up, a person may send it again.</summary>
    public DateTimeOffset? DueAt { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>The time of the news that led to it: where the latency of the page begins.</summary>
    public required DateTimeOffset NewsAt { get; init; }

    /// <summary>How often it was tried, by the way that it goes now.</summary>
    public int Attempts { get; init; }

    /// <summary>Since when it has been tried by the way that it goes now; null: since it was decided.</summary>
    public DateTimeOffset? TriedSince { get; init; }

    /// <summary>Which of the recipient's ways it goes: 0 is that of the route, the others are the fallbacks in their order.</summary>
    public int Way { get; init; }

    /// <summary>The address of the recipient that was decided upon, where it goes another way now.</summary>
    public string? FirstChannel { get; init; }
    public string? FirstRecipient { get; init; }

    /// <summary>
    /// True: a way before has been taken, and this one is only for when nobody has acknowledged by <see cref="DueAt"/>.
    /// </summary>
    public bool OnlyIfOpen { get; init; }

    /// <summary>The incident as it was decided upon, so that every attempt says the same; without its pages.</summary>
    public required Incident Incident { get; init; }

    /// <summary>W3C trace context of the decision.</summary>
    public string? Trace { get; init; }

    /// <summary>The channel and address of the recipient that was decided upon.</summary>
    public string Key() => Incidents.Recipient.KeyOf(FirstChannel ?? Channel, FirstRecipient ?? Recipient);

    /// <summary>By the recipient's next way.</summary>
    public Delivery By(ContactMethod way, DateTimeOffset dueAt) => this with
    {
        FirstChannel = FirstChannel ?? Channel,
        FirstRecipient = FirstRecipient ?? Recipient,
        Channel = way.Channel,
        Recipient = way.Address,
        Way = Way + 1,
        Attempts = 0,
        TriedSince = dueAt,
        DueAt = dueAt,
    };

    /// <summary>Terminals named in a page at most; the count says how many there are.</summary>
    private const int NamedTerminals = 20;

    public static Delivery Of(PageDecided page, Incident incident, DateTimeOffset newsAt, string? trace) => new()
    {
        Id = page.PageId,
        Organisation = incident.Organisation,
        Kind = page.Kind,
        Reason = page.Reason,
        Channel = page.Channel!, // A page that is sent names channel and recipient.
        Recipient = page.Recipient!,
        Digest = page.Digest,
        DueAt = page.DueAt ?? page.At,
        DecidedAt = page.At,
        NewsAt = newsAt,
        Incident = incident with { Pages = [], AffectedTerminals = [.. incident.AffectedTerminals.Take(NamedTerminals)] },
        Trace = trace,
    };
}
