using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace FleetWatch.Alerting.Channels.Http;

/// <summary>
/// Calls web addresses for channels: guarded against the own network, without redirects, with a deadline and a circuit breaker for
/// each destination. Neither addresses nor what is sent get into logs and traces, for both carry secrets.
/// </summary>
internal sealed class Outbound(HttpClient http, TimeProvider clock, IOptions<TargetSettings> settings)
{
    private const int LongestAnswer = 16 * 1024;

    /// <summary>How Feishu says Retry-After, in seconds (open.feishu.cn, "Rate limits").</summary>
    private const string FeishuReset = "x-ogw-ratelimit-reset";

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>What is wrong with a web address, as a sentence; null: nothing.</summary>
    public string? Refuse(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var target) || target.Scheme is not ("https" or "http"))
            return "is not a web address";
        if (target.UserInfo.Length > 0)
            return "carries a password; sign with a secret instead";
        return target.Scheme == "http" && !settings.Value.AllowPlainHttp
            ? $"is plain http; use https, or set {TargetSettings.Section}:{nameof(TargetSettings.AllowPlainHttp)}"
            : null;
    }

    public Task<HandOver> Post(string address, HttpContent content, Func<Answer, HandOver> judge, CancellationToken ct) =>
        Send(new HttpRequestMessage(HttpMethod.Post, address) { Content = content }, judge, ct);

    /// <summary>Sends it once; what went wrong is in the answer. Disposes of the request.</summary>
    public async Task<HandOver> Send(HttpRequestMessage request, Func<Answer, HandOver> judge, CancellationToken ct)
    {
        using var once = request;
        request.Version = HttpVersion.Version20;
        request.Headers.UserAgent.ParseAdd("FleetWatch");
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return judge(new Answer((int)response.StatusCode, await Beginning(response, ct), After(response.Headers, Now)));
        }
        catch (HttpRequestException e) when (e.InnerException is ForbiddenTargetException forbidden)
        {
            return new Refused(forbidden.Message);
        }
        catch (BrokenCircuitException e)
        {
            return new RetryLater("The receiver has failed too often and is left alone for a while.", e.RetryAfter);
        }
        catch (TimeoutRejectedException)
        {
            return new RetryLater($"No answer within {settings.Value.Timeout.TotalSeconds:0} s.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            return new RetryLater($"The receiver could not be reached: {(e as HttpRequestException)?.HttpRequestError.ToString() ?? e.GetType().Name}.");
        }
    }

    private static async Task<string> Beginning(HttpResponseMessage response, CancellationToken ct)
    {
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[LongestAnswer];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static TimeSpan? After(HttpResponseHeaders headers, DateTimeOffset now) => headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } at } when at > now => at - now,
        _ => headers.TryGetValues(FeishuReset, out var seconds) && int.TryParse(seconds.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var wait)
            ? TimeSpan.FromSeconds(wait) : null,
    };
}
