using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FleetWatch.Support;

/// <summary>A web server on loopback that keeps what is posted to it and answers as it is told.</summary>
internal sealed class HttpPeer : IAsyncDisposable
{
    private readonly WebApplication app;

    private HttpPeer(WebApplication app) => this.app = app;

    public ConcurrentQueue<(Dictionary<string, string> Headers, byte[] Body)> Received { get; } = new();

    /// <summary>Answers to the next posts; when they are used up, 204.</summary>
    public ConcurrentQueue<(int Status, string? Header, string? Value)> Answers { get; } = new();

    public string Address => $"{app.Urls.First()}/hook";

    public static async Task<HttpPeer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var peer = new HttpPeer(builder.Build());
        peer.app.MapPost("/hook", peer.Take);
        await peer.app.StartAsync();
        return peer;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        Received.Enqueue((http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()), body.ToArray()));
        var answer = Answers.TryDequeue(out var next) ? next : (204, null, null);
        http.Response.StatusCode = answer.Status;
        if (answer.Header is not null)
            http.Response.Headers[answer.Header] = answer.Value;
    }
}
