using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using FleetWatch.Alerting.Pages;
using FleetWatch.Incidents;
using Microsoft.Extensions.Options;

namespace FleetWatch.Alerting.Channels.Webhook;

/// <summary>A signed POST: delivered when the receiver answers with a success.</summary>
internal sealed class WebhookChannel(HttpClient http, IOptions<WebhookSettings> settings, TimeProvider clock) : IChannel
{
    public string Name => "webhook";

    public string? Refuse(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var target) || target.Scheme is not ("https" or "http"))
            return "is not a web address";
        if (target.UserInfo.Length > 0)
            return "carries a password; sign with a secret instead";
        if (target.Scheme == "http" && !settings.Value.AllowPlainHttp)
            return $"is plain http; use https, or set {WebhookSettings.Section}:{nameof(WebhookSettings.AllowPlainHttp)}";
        return Secret(address) is null ? $"has no secret in {WebhookSettings.Section}:{nameof(WebhookSettings.Secrets)}" : null;
    }

    public async Task<HandOver> Send(Message message, Recipient to, CancellationToken ct)
    {
        if (Secret(to.Address) is not { } secret)
            return new Refused("The address has no secret any more.");
        using var request = Request(message, to.Address, secret);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return Judge(response, clock.GetUtcNow());
        }
        catch (HttpRequestException e) when (e.InnerException is ForbiddenTargetException forbidden)
        {
            return new Refused(forbidden.Message);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            return new RetryLater($"The receiver could not be reached: {(e as HttpRequestException)?.HttpRequestError.ToString() ?? e.GetType().Name}.");
        }
    }

    /// <summary>Redirects are refused: where they lead was not checked, and a signed page is not for everybody.</summary>
    public static HandOver Judge(HttpResponseMessage response, DateTimeOffset now) => (int)response.StatusCode switch
    {
        >= 200 and < 300 => new Delivered(),
        408 or 425 or 429 or >= 500 => new RetryLater($"The receiver answered {(int)response.StatusCode}.", After(response.Headers.RetryAfter, now)),
        _ => new Refused($"The receiver answered {(int)response.StatusCode}."),
    };

    private HttpRequestMessage Request(Message message, string address, string secret)
    {
        var body = WebhookBody.Of(message);
        var now = clock.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body), Version = HttpVersion.Version20 };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(Signature.TimestampHeader, Signature.Timestamp(now));
        request.Headers.Add(Signature.Header, Signature.Of(secret, now, body));
        request.Headers.Add("Idempotency-Key", message.Id);
        request.Headers.UserAgent.ParseAdd("FleetWatch");
        return request;
    }

    private string? Secret(string address) => settings.Value.Secrets.FirstOrDefault(secret => secret.Address == address)?.Secret;

    private static TimeSpan? After(RetryConditionHeaderValue? asked, DateTimeOffset now) => asked switch
    {
        { Delta: { } wait } => wait,
        { Date: { } at } when at > now => at - now,
        _ => null,
    };
}
