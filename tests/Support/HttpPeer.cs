using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FleetWatch.Support;

/// <summary>A web server on loopback that keeps what is sent to it and answers as it is told, or as the API that it stands for.</summary>
internal sealed class HttpPeer : IAsyncDisposable
{
    private readonly WebApplication app;
    private Func<HttpCall, HttpReply>? api;

    private HttpPeer(WebApplication app) => this.app = app;

    public ConcurrentQueue<(Dictionary<string, string> Headers, byte[] Body)> Received { get; } = new();
    public ConcurrentQueue<HttpCall> Calls { get; } = new();

    /// <summary>Answers to the next calls; when they are used up, those of the API, or 204.</summary>
    public ConcurrentQueue<(int Status, string? Header, string? Value)> Answers { get; } = new();

    public string Address => $"{app.Urls.First()}/hook";

    /// <param name="api">Checks a call as the real one does, and answers as it answers.</param>
    public static async Task<HttpPeer> Start(Func<HttpCall, HttpReply>? api = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var peer = new HttpPeer(builder.Build()) { api = api };
        peer.app.Map("/hook", peer.Take);
        await peer.app.StartAsync();
        return peer;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString());
        var query = http.Request.Query.ToDictionary(value => value.Key, value => value.Value.ToString());
        var call = new HttpCall(http.Request.Method, headers, query, Encoding.UTF8.GetString(body.ToArray()));
        Received.Enqueue((headers, body.ToArray()));
        Calls.Enqueue(call);
        if (Answers.TryDequeue(out var next))
            http.Response.StatusCode = next.Status;
        else
            await Answer(http, api?.Invoke(call) ?? new HttpReply(204));
        if (next.Header is not null)
            http.Response.Headers[next.Header] = next.Value;
    }

    private static async Task Answer(HttpContext http, HttpReply reply)
    {
        http.Response.StatusCode = reply.Status;
        if (reply.RetryAfter is { } seconds)
            http.Response.Headers.RetryAfter = $"{seconds}";
        if (reply.Body.Length > 0)
            await http.Response.WriteAsync(reply.Body);
    }
}

/// <summary>What was sent.</summary>
internal sealed record HttpCall(string Method, Dictionary<string, string> Headers, Dictionary<string, string> Query, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}

/// <summary>What is answered.</summary>
internal sealed record HttpReply(int Status, string Body = "", int? RetryAfter = null);
