using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using FleetWatch.Simulator.Console;

namespace FleetWatch.Simulator.Posting;

/// <summary>
/// Posts to an Ingest until it has taken the post: what it asks to wait for is waited for, what it will never take is said at once.
/// An event counts once by its id, so sending a post again is always safe.
/// </summary>
internal sealed class IngestClient : IDisposable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private readonly HttpClient _http;
    private readonly TimeProvider _clock;
    private readonly Action<string> _say;

    /// <param name="ingest">Its address, for example http://127.0.0.1:5080.</param>
    /// <param name="key">An API key.</param>
    /// <param name="clock">How waiting is done.</param>
    /// <param name="say">Gets one line for every wait.</param>
    /// <param name="handler">Null: the network.</param>
    public IngestClient(Uri ingest, string key, TimeProvider clock, Action<string> say, HttpMessageHandler? handler = null)
    {
        _clock = clock;
        _say = say;
        _http = new HttpClient(handler ?? new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) }) { BaseAddress = ingest };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>How long it is tried again before the world counts as broken. Default 10 minutes.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Posts lines of NDJSON.</summary>
    /// <exception cref="UnusableInputException">It will never take it: a wrong key, or not what it says.</exception>
    /// <exception cref="IOException">It could not be reached for <see cref="GiveUpAfter"/>.</exception>
    public async Task<PostReply> PostEventsAsync(ReadOnlyMemory<byte> ndjson, CancellationToken ct)
    {
        var packed = Packed(ndjson.Span);
        return await SendAsync("/v1/events", () =>
        {
            var content = new ByteArrayContent(packed);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            content.Headers.ContentEncoding.Add("gzip");
            return content;
        }, ct);
    }

    /// <summary>Imports a registry as CSV.</summary>
    public async Task<PostReply> PostRegistryAsync(byte[] csv, CancellationToken ct) => await SendAsync("/v1/terminals/import", () =>
    {
        var content = new ByteArrayContent(csv);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return content;
    }, ct);

    public void Dispose() => _http.Dispose();

    private async Task<PostReply> SendAsync(string path, Func<HttpContent> content, CancellationToken ct)
    {
        var began = _clock.GetTimestamp();
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            var (reply, why, asked) = await TryAsync(path, content(), ct);
            if (reply is not null)
                return reply;
            if (_clock.GetElapsedTime(began) > GiveUpAfter)
                throw new IOException(Texts.Of("gave-up", _http.BaseAddress, why, GiveUpAfter.TotalMinutes));
            var pause = asked ?? wait;
            var pausing = Task.Delay(pause, _clock, ct);
            _say(Texts.Of("waits", why, pause.TotalSeconds));
            await pausing;
        }
    }

    private async Task<(PostReply? Reply, string Why, TimeSpan? Asked)> TryAsync(string path, HttpContent content, CancellationToken ct)
    {
        try
        {
            using var response = await _http.PostAsync(new Uri(path, UriKind.Relative), content, ct);
            if (response.IsSuccessStatusCode)
                return (await response.Content.ReadFromJsonAsync<PostReply>(JsonSerializerOptions.Web, ct), "", null);
            var why = await WhyAsync(response, ct);
            return MayPass(response.StatusCode)
                ? (null, why, RetryAfter(response))
                : throw new UnusableInputException(Texts.Of("refused-post", why));
        }
        catch (HttpRequestException unreachable)
        {
            return (null, unreachable.Message, null);
        }
        catch (TaskCanceledException slow) when (!ct.IsCancellationRequested)
        {
            return (null, slow.Message, null);
        }
    }

    private static bool MayPass(HttpStatusCode code) => code is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests
        or HttpStatusCode.RequestTimeout or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout or HttpStatusCode.InternalServerError;

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > _clock.GetUtcNow() => date - _clock.GetUtcNow(),
        _ => null,
    };

    // Problem details say it in words; anything else only has its number. The body itself is not repeated.
    private static async Task<string> WhyAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var said = $"{(int)response.StatusCode}";
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return said;
        try
        {
            var problem = await response.Content.ReadFromJsonAsync<JsonObject>(ct);
            return string.Join(' ', new[] { said, problem?["title"]?.ToString(), problem?["detail"]?.ToString() }.Where(part => part is not null));
        }
        catch (JsonException)
        {
            return said;
        }
    }

    private static byte[] Packed(ReadOnlySpan<byte> plain)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
            gzip.Write(plain);
        return target.ToArray();
    }
}
