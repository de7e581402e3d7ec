using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace FleetWatch.Ingest.Tcp;

/// <summary>
/// Listens to the switches. A Kestrel of its own, because one that is told of ports in code no longer hears of ASPNETCORE_URLS.
/// </summary>
internal sealed partial class FeedServer(FeedListeners listeners, SiteZones zones, TimeProvider time, IServiceProvider services, ILoggerFactory logs,
    IHostApplicationLifetime lifetime, ILogger<FeedServer> log) : IHostedService, IDisposable
{
    /// <summary>What a connection may have sent that nobody has read yet.</summary>
    private const int UnreadBytes = 128 * 1024;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ZonesEvery = TimeSpan.FromMinutes(2);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];
    private KestrelServer? _server;

    /// <summary>Where it listens, by the feeds' names.</summary>
    public IReadOnlyDictionary<string, int> Ports { get; private set; } = new Dictionary<string, int>();

    public async Task StartAsync(CancellationToken ct)
    {
        if (listeners.All.Count == 0)
            return;
        await ReadZones(ct);
        var options = new KestrelServerOptions { ApplicationServices = services };
        foreach (var listener in listeners.All)
            options.Listen(IPAddress.Parse(listener.Options.Address), listener.Options.Port, port => Configure(port, listener));
        var sockets = new SocketTransportOptions { MaxReadBufferSize = UnreadBytes };
        _server = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(sockets), logs), logs);
        await _server.StartAsync(new NoHttp(), ct);
        var addresses = _server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        Ports = listeners.All.Zip(addresses, (listener, address) => (listener.Feed.Name, BindingAddress.Parse(address).Port)).ToDictionary();
        foreach (var (name, port) in Ports)
            LogListens(name, port);
        _running.AddRange(listeners.All.Select(listener => Guard(listener.Feed.Send(_stop.Token))));
        _running.AddRange(listeners.All.Select(listener => Guard(Every(SweepEvery, _ => listener.Sweep()))));
        _running.Add(Every(ZonesEvery, ReadZones));
    }

    /// <summary>No more is read; what was read is still sent, as long as there is time.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        if (_server is null)
            return;
        await _server.StopAsync(ct);
        foreach (var listener in listeners.All)
            listener.Feed.Finish();
        var sent = Task.WhenAll(_running.Take(listeners.All.Count));
        await Task.WhenAny(sent, Task.Delay(Timeout.InfiniteTimeSpan, time, ct));
        await _stop.CancelAsync();
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _server?.Dispose();
        _stop.Dispose();
    }

    private static void Configure(ListenOptions port, FeedListener listener)
    {
        if (listener.Options.Tls is { } tls)
            port.UseHttps(Encrypted(tls));
        port.Run(listener.OnConnectedAsync);
    }

    private static HttpsConnectionAdapterOptions Encrypted(FeedTls tls) => new()
    {
        ServerCertificate = X509Certificate2.CreateFromPemFile(tls.Certificate, tls.CertificateKey),
        ClientCertificateMode = tls.ClientCertificates.Count > 0 ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate,
        // Switches have certificates of their own making: each is known by its hash, and no authority vouches for it.
        ClientCertificateValidation = (certificate, _, _) =>
            tls.ClientCertificates.Contains(certificate.GetCertHashString(HashAlgorithmName.SHA256), StringComparer.OrdinalIgnoreCase),
    };

    /// <summary>A feed that cannot go on must not look as if it did.</summary>
    private async Task Guard(Task running)
    {
        try
        {
            await running;
        }
        catch (Exception broken) when (!_stop.IsCancellationRequested && broken is not ChannelClosedException)
        {
            LogBroken(broken);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
            throw;
        }
    }

    private async Task Every(TimeSpan interval, Func<CancellationToken, Task> act)
    {
        using var timer = new PeriodicTimer(interval, time);
        while (await timer.WaitForNextTickAsync(_stop.Token))
            await act(_stop.Token);
    }

    private async Task ReadZones(CancellationToken ct)
    {
        try
        {
            await zones.Read(listeners.All.Select(listener => listener.Options.Organisation), ct);
        }
        catch (Exception away) when (!ct.IsCancellationRequested)
        {
            // What was known stays known, and the next round tries again: a switch is heard without the registry too.
            LogNoZones(away.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "A feed cannot go on, so the service stops")]
    private partial void LogBroken(Exception broken);

    [LoggerMessage(Level = LogLevel.Information, Message = "Feed {Feed} listens on port {Port}")]
    private partial void LogListens(string feed, int port);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sites' time zones could not be read: {Reason}")]
    private partial void LogNoZones(string reason);

    /// <summary>No connection of a feed comes as far as HTTP.</summary>
    private sealed class NoHttp : IHttpApplication<IFeatureCollection>
    {
        public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => throw new System.Diagnostics.UnreachableException();
        public Task ProcessRequestAsync(IFeatureCollection context) => throw new System.Diagnostics.UnreachableException();
        public void DisposeContext(IFeatureCollection context, Exception? exception) => throw new System.Diagnostics.UnreachableException();
    }
}
