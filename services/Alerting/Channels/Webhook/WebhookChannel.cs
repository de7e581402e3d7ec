using System.Net.Http.Headers;
using FleetWatch.Alerting.Channels.Http;
using FleetWatch.Alerting.Pages;
using FleetWatch.Incidents;
using Microsoft.Extensions.Options;

namespace FleetWatch.Alerting.Channels.Webhook;

/// <summary>A signed POST: delivered when the receiver answers with a success.</summary>
internal sealed class WebhookChannel(Outbound http, IOptions<WebhookSettings> settings) : IChannel
{
    public string Name => "webhook";

    public string? Refuse(string address) => http.Refuse(address)
        ?? (Secret(address) is null ? $"has no secret in {WebhookSettings.Section}:{nameof(WebhookSettings.Secrets)}" : null);

    public Task<HandOver> Send(Message message, Recipient to, CancellationToken ct) => Secret(to.Address) is { } secret
        ? http.Send(Request(message, to.Address, secret), answer => answer.IsSuccess ? new Delivered(Arrived: true) : answer.Judge(), ct)
        : Task.FromResult<HandOver>(new Refused("The address has no secret any more."));

    private HttpRequestMessage Request(Message message, string address, string secret)
    {
        var body = WebhookBody.Of(message);
        var now = http.Now;
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(Signature.TimestampHeader, Signature.Timestamp(now));
        request.Headers.Add(Signature.Header, Signature.Of(secret, now, body));
        request.Headers.Add("Idempotency-Key", message.Id);
        return request;
    }

    private string? Secret(string address) => settings.Value.Secrets.FirstOrDefault(secret => secret.Address == address)?.Secret;
}
