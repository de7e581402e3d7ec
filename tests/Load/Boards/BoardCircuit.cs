using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace FleetWatch.Load.Boards;

/// <summary>
/// An open board without a browser: the page is fetched, its components are handed to a circuit of their own, what the server draws is acknowledged, and what it
/// asks of the browser is answered as by one that has nothing to say. The server does for it all that it does for a browser.
/// </summary>
internal sealed partial class BoardCircuit : IAsyncDisposable
{
    private const int NothingExpected = 3; // JSCallResultType.JSVoidResult
    private readonly HubConnection connection;
    private readonly TaskCompletionSource alive = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long drawn;
    private long bytes;

    private BoardCircuit(HubConnection connection) => this.connection = connection;

    public long Drawn => Interlocked.Read(ref drawn);
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>What went wrong with it; null: nothing.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Returns when the server has taken the page over.</summary>
    public static async Task<BoardCircuit> Open(Uri site, string cookies, CancellationToken ct)
    {
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = site };
        http.DefaultRequestHeaders.Add("Cookie", cookies);
        var page = await http.GetStringAsync("/", ct);
        var builder = new HubConnectionBuilder().WithUrl(new Uri(site, "_blazor"), options =>
        {
            options.Headers["Cookie"] = cookies;
            options.Transports = HttpTransportType.WebSockets;
            options.SkipNegotiation = true;
        });
        builder.Services.AddSingleton<IHubProtocol, BlazorPack>();
        var circuit = new BoardCircuit(builder.Build());
        circuit.Listen();
        await circuit.connection.StartAsync(ct);
        await circuit.connection.InvokeAsync<string>("StartCircuit", site.ToString(), site.ToString(), "[]", "", ct);
        var state = State().Match(page) is { Success: true } found ? found.Groups[1].Value : "";
        await circuit.connection.SendAsync("UpdateRootComponents", Roots(page), state, ct);
        await circuit.alive.Task.WaitAsync(TimeSpan.FromMinutes(1), ct);
        return circuit;
    }

    public async ValueTask DisposeAsync() => await connection.DisposeAsync();

    private void Listen()
    {
        connection.On<long, byte[]>("JS.RenderBatch", (id, batch) =>
        {
            Interlocked.Increment(ref drawn);
            Interlocked.Add(ref bytes, batch.Length);
            return connection.SendAsync("OnRenderCompleted", id, null);
        });
        connection.On<long, string, string, int, long, int>("JS.BeginInvokeJS", Answer);
        connection.On<string>("JS.Error", Fail);
        connection.On<int, string>("JS.AttachComponent", (_, _) => { });
        connection.On<long>("JS.EndUpdateRootComponents", _ => { });
        connection.Closed += e =>
        {
            if (e is not null)
                Fail(e.Message);
            return Task.CompletedTask;
        };
    }

    private Task Answer(long handle, string asked, string arguments, int expected, long target, int kind)
    {
        if (asked == "fleetwatchIsLive")
            alive.TrySetResult();
        if (handle == 0)
            return Task.CompletedTask;
        // Of what the components ask, only numbers, sizes and lists have to be there.
        var answer = expected == NothingExpected ? "null" : asked switch
        {
            _ when asked.Contains("Size", StringComparison.OrdinalIgnoreCase) || asked.Contains("Rect", StringComparison.OrdinalIgnoreCase) => """{"width":1366,"height":900,"left":0,"top":0,"windowWidth":1366,"windowHeight":900}""",
            _ when asked.Contains("DarkMode", StringComparison.OrdinalIgnoreCase) => "false",
            _ => "null",
        };
        return connection.SendAsync("EndInvokeJSFromDotNet", handle, true, string.Create(CultureInfo.InvariantCulture, $"[{handle},true,{answer}]"));
    }

    private void Fail(string reason)
    {
        Trouble ??= reason;
        alive.TrySetException(new InvalidOperationException($"The server gave the circuit up: {reason}"));
    }

    private static string Roots(string page)
    {
        JsonArray operations = [.. Marker().Matches(page).Select(match => JsonNode.Parse(match.Groups[1].Value)!.AsObject()) // Markers are JSON.
            .Where(marker => (string?)marker["type"] == "server")
            .Select((marker, n) => (JsonNode)new JsonObject { ["type"] = "add", ["ssrComponentId"] = n + 1, ["marker"] = marker })];
        return operations.Count > 0
            ? JsonSerializer.Serialize(new JsonObject { ["batchId"] = 1, ["operations"] = operations })
            : throw new InvalidOperationException("The page has no components for a circuit: is somebody signed in?");
    }

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();
}
