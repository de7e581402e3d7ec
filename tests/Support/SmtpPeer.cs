using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace FleetWatch.Support;

/// <summary>What the mail server does with the next message.</summary>
internal enum SmtpMood
{
    Takes,

    /// <summary>451 at RCPT: try later.</summary>
    PutsOff,

    /// <summary>550 at RCPT: no such mailbox.</summary>
    Refuses,

    /// <summary>Hangs up in the middle of DATA.</summary>
    DropsInData,

    /// <summary>Says nothing any more once the message is there.</summary>
    FallsSilent,
}

/// <summary>A mail server on loopback that speaks as much SMTP (RFC 5321) as MailKit does, and keeps what it takes.</summary>
internal sealed class SmtpPeer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    public SmtpPeer()
    {
        listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public ConcurrentQueue<MimeMessage> Mails { get; } = new();

    /// <summary>Moods of the next messages; when they are used up it takes everything.</summary>
    public ConcurrentQueue<SmtpMood> Moods { get; } = new();

    /// <summary>Whether it holds a message about which it says nothing.</summary>
    public bool HasSilentMail { get; private set; }

    private async Task Accept()
    {
        while (!stop.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(stop.Token);
            _ = Talk(client);
        }
    }

    private async Task Talk(TcpClient client)
    {
        using var _ = client;
        var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        var mood = Moods.TryDequeue(out var next) ? next : SmtpMood.Takes;
        await writer.WriteLineAsync("220 peer ESMTP");
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            var answer = line.Split(' ', ':')[0].ToUpperInvariant() switch
            {
                "EHLO" => "250-peer\r\n250-8BITMIME\r\n250 SMTPUTF8",
                "RCPT" when mood == SmtpMood.PutsOff => "451 4.3.0 busy, come again",
                "RCPT" when mood == SmtpMood.Refuses => "550 5.1.1 no such mailbox",
                "DATA" => "354 go ahead",
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            await writer.WriteLineAsync(answer);
            if (answer.StartsWith("221", StringComparison.Ordinal))
                return;
            if (answer.StartsWith("354", StringComparison.Ordinal) && !await Data(reader, writer, mood))
                return;
        }
    }

    private async Task<bool> Data(StreamReader reader, StreamWriter writer, SmtpMood mood)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".")
        {
            if (mood == SmtpMood.DropsInData)
                return false;
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }
        if (mood == SmtpMood.FallsSilent)
        {
            HasSilentMail = true;
            await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token);
        }
        Mails.Enqueue(await MimeMessage.LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()))));
        await writer.WriteLineAsync("250 2.0.0 taken");
        return true;
    }

    public void Dispose()
    {
        if (stop.IsCancellationRequested)
            return;
        stop.Cancel();
        listener.Dispose();
        stop.Dispose();
    }
}
