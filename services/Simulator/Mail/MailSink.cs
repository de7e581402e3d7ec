using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FleetWatch.Simulator.Mail;

/// <summary>A real SMTP server that relays nothing: it keeps what it is sent. Listens on the loopback interface only.</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly MailSinkOptions _options;
    private readonly TimeProvider _clock;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<ReceivedMail> _received = new();
    private readonly ConcurrentDictionary<Task, bool> _clients = new();
    private readonly Task _listening;
    private int _number;

    private MailSink(MailSinkOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _listener = new TcpListener(options.Address, options.Port);
        _listener.Start();
        _listening = ListenAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Everything received so far, in its order.</summary>
    public IReadOnlyList<ReceivedMail> Received => [.. _received];

    /// <summary>Called for every mail after it was kept, with the file it is in, if any.</summary>
    public Action<ReceivedMail, string?>? Arrived { get; init; }

    /// <exception cref="SocketException">The port is taken.</exception>
    public static MailSink Start(MailSinkOptions options, TimeProvider clock, Action<ReceivedMail, string?>? arrived = null)
    {
        if (options.Folder is { } folder)
            Directory.CreateDirectory(folder);
        return new MailSink(options, clock) { Arrived = arrived };
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _listening;
        await Task.WhenAll(_clients.Keys);
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync(_stop.Token);
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or SocketException && _stop.IsCancellationRequested)
            {
                return;
            }
            var serving = ServeAsync(client);
            _clients.TryAdd(serving, true);
            _ = serving.ContinueWith(done => _clients.TryRemove(done, out _), TaskScheduler.Default);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await new SmtpConnection(client.GetStream(), _options, _clock, KeepAsync).ServeAsync(_stop.Token);
            }
            catch (Exception gone) when (gone is IOException or SocketException || gone is OperationCanceledException && _stop.IsCancellationRequested)
            {
                // A client that hangs up is its own affair: what it had not finished was not accepted.
            }
        }
    }

    private async Task KeepAsync(ReceivedMail mail, CancellationToken ct)
    {
        string? path = null;
        if (_options.Folder is { } folder)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{_clock.GetUtcNow():yyyyMMdd'T'HHmmss.fff}-{Interlocked.Increment(ref _number):D5}");
            path = Path.Combine(folder, name + ".eml");
            var half = Path.Combine(folder, name + ".part");
            await File.WriteAllBytesAsync(half, mail.Content, ct);
            // Whoever watches the folder sees whole mails only.
            File.Move(half, path);
        }
        _received.Enqueue(mail);
        Arrived?.Invoke(mail, path);
    }
}
