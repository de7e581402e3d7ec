using System.Text.Json;
using System.Text.Json.Serialization;
using FleetWatch.Alerting.Pages;
using FleetWatch.Contracts;
using FleetWatch.Incidents;

namespace FleetWatch.Alerting.Channels.Webhook;

/// <summary>What a webhook receives.</summary>
internal sealed record WebhookBody
{
    /// <summary>The idempotency key, as in the header.</summary>
    public required string Id { get; init; }
    public required string Organisation { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }

    /// <summary>One, or all of a digest.</summary>
    public required IReadOnlyList<WebhookPage> Pages { get; init; }

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static byte[] Of(Message message) => JsonSerializer.SerializeToUtf8Bytes(new WebhookBody
    {
        Id = message.Id,
        Organisation = message.Organisation,
        At = message.At,
        Subject = message.Subject,
        Text = message.Text,
        Pages = [.. message.Pages.Select(page => new WebhookPage(page.PageId, page.Kind, page.Reason, page.Incident))],
    }, Format);
}

internal sealed record WebhookPage(string PageId, PageKind Kind, string Reason, Incident Incident);
