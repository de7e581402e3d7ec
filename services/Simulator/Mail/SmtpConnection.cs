using System.Net.Sockets;
using System.Text;

namespace FleetWatch.Simulator.Mail;

/// <summary>One client: lines in, answers out, messages handed on.</summary>
internal sealed class SmtpConnection(NetworkStream stream, MailSinkOptions options, TimeProvider clock, Func<ReceivedMail, CancellationToken, Task> keep)
{
    private const int LongestCommand = 4096;
    private readonly byte[] _buffer = new byte[8192];
    private int _begin;
    private int _end;

    public async Task ServeAsync(CancellationToken ct)
    {
        var dialogue = new SmtpDialogue(options.MaximalBytes, () => options.Fault);
        await SayAsync(SmtpReply.Ready, ct);
        while (!dialogue.Over && await LineAsync(LongestCommand, ct) is { } line)
        {
            var reply = dialogue.Answer(Encoding.UTF8.GetString(line));
            await SayAsync(reply, ct);
            if (reply == SmtpReply.GoOn && !await MessageAsync(dialogue, ct))
                return;
        }
    }

    // False: the connection is to be closed without an answer.
    private async Task<bool> MessageAsync(SmtpDialogue dialogue, CancellationToken ct)
    {
        using var content = new MemoryStream();
        var (sender, recipients) = (dialogue.Sender!, dialogue.Recipients.ToList()); // DATA was accepted: there is a sender.
        var total = 0L;
        while (await LineAsync((int)options.MaximalBytes, ct) is { } line)
        {
            if (options.Fault == MailFault.Drop)
                return false;
            if (line is [(byte)'.'])
                return await KeepAsync(dialogue, new ReceivedMail(sender, recipients, content.ToArray()), total > options.MaximalBytes, ct);
            // RFC 5321, 4.5.2: a dot at the beginning of a line is doubled.
            var text = line is [(byte)'.', ..] ? line.AsMemory(1) : line;
            total += text.Length + 2;
            if (total > options.MaximalBytes)
                continue;
            content.Write(text.Span);
            content.Write("\r\n"u8);
        }
        return false;
    }

    private async Task<bool> KeepAsync(SmtpDialogue dialogue, ReceivedMail mail, bool tooLarge, CancellationToken ct)
    {
        var reply = dialogue.Take(tooLarge);
        if (reply == SmtpReply.Ok)
            await keep(mail, ct);
        if (options.Fault == MailFault.Forget)
            return false;
        await SayAsync(reply, ct);
        return true;
    }

    private async Task SayAsync(SmtpReply reply, CancellationToken ct)
    {
        if (options.Fault == MailFault.Slow)
            await Task.Delay(options.SlowBy, clock, ct);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(reply.ToString()), ct);
    }

    // Null: the client went away, or sends a line without an end.
    private async Task<byte[]?> LineAsync(int longest, CancellationToken ct)
    {
        using var line = new MemoryStream();
        while (line.Length <= longest)
        {
            var found = _buffer.AsSpan(_begin, _end - _begin).IndexOf((byte)'\n');
            var length = found < 0 ? _end - _begin : found + 1;
            line.Write(_buffer, _begin, length);
            _begin += length;
            if (found >= 0)
                return Trimmed(line);
            (_begin, _end) = (0, await stream.ReadAsync(_buffer, ct));
            if (_end == 0)
                return null;
        }
        return null;
    }

    private static byte[] Trimmed(MemoryStream line)
    {
        var bytes = line.GetBuffer().AsSpan(0, (int)line.Length - 1);
        return (bytes is [.., (byte)'\r'] ? bytes[..^1] : bytes).ToArray();
    }
}
