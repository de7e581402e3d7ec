using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FleetWatch.EndToEnd.Harness;

/// <summary>Receives OTLP over HTTP as a collector would, and keeps every body as it came.</summary>
internal sealed class TraceReceiver : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<byte[]> bodies = [];

    public TraceReceiver()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }
        listener.Prefixes.Add(Address);
        listener.Start();
        _ = Task.Run(Receive);
    }

    public string Address { get; }

    /// <summary>What a service must be told to send its traces and metrics here.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "500",
    };

    public int Received => bodies.Count;

    public bool Contains(string text) => bodies.Any(body => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    /// <summary>The services among these that have sent a span of the trace: an export tells of one service, by its name in plain UTF-8.</summary>
    /// <param name="traceId">32 hexadecimal digits; on the wire it is 16 bytes.</param>
    /// <param name="services">Names as in <c>service.name</c>.</param>
    public IEnumerable<string> ServicesIn(string traceId, params string[] services)
    {
        var id = Convert.FromHexString(traceId);
        return services.Where(service => bodies.Any(body => body.AsSpan().IndexOf(id) >= 0 && body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(service)) >= 0));
    }

    public void Dispose() => listener.Close();

    private async Task Receive()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            bodies.Enqueue(body.ToArray());
            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close();
        }
    }
}
