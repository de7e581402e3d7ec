using System.Buffers;
using FleetWatch.Contracts;
using FleetWatch.Iso8583.Framing;
using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;
using FleetWatch.Iso8583.Writing;
using Microsoft.AspNetCore.Connections;

namespace FleetWatch.Ingest.Tcp;

/// <summary>One connection: bytes to messages to events, and answers to sign-ons and echoes.</summary>
internal sealed partial class FeedLine(int number, ConnectionContext connection, Feed feed, FeedOptions options, FieldTable table,
    TimeProvider time, FeedMetrics metrics, ILogger log)
{
    /// <summary>So that one that floods does not keep the others from the processor, nor more than this many events from the broker's pace.</summary>
    private const int MessagesAtOnce = 64;
    private const int RefusalsLogged = 10;
    private readonly FrameFormat _frames = options.Frames();
    private readonly MessageReader _reader = new(table);
    private readonly MessageWriter _writer = new(table);
    private readonly MessageLayout _layout = new();
    private readonly List<TerminalEvent> _told = [];
    private readonly ArrayBufferWriter<byte> _answer = new();
    private long _heardAt = time.GetTimestamp();
    private volatile bool _held;
    private volatile string? _closing;
    private int _refused;

    /// <returns>Why it ended: a word for the metrics.</returns>
    public async Task<string> Run()
    {
        var input = connection.Transport.Input;
        try
        {
            while (true)
            {
                var result = await input.ReadAsync();
                if (_closing is { } why)
                    return why;
                var received = result.Buffer;
                var fault = Take(ref received, out var more);
                var rest = received.Length;
                input.AdvanceTo(received.Start, more ? received.Start : received.End);
                await Deliver();
                if (fault != FrameFault.None)
                    return Lost(fault);
                if (result.IsCompleted && !more)
                    return rest == 0 ? "closed" : "broken-off";
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or System.Threading.Channels.ChannelClosedException)
        {
            return _closing ?? (gone is System.Threading.Channels.ChannelClosedException ? "stopping" : "reset");
        }
    }

    /// <summary>Ends the connection, whatever it waits for.</summary>
    public void Close(string reason)
    {
        _closing ??= reason;
        connection.Abort(new ConnectionAbortedException(reason));
    }

    public void CloseIfIdle()
    {
        if (!_held && time.GetElapsedTime(Volatile.Read(ref _heardAt)) > options.IdleTimeout)
            Close("idle");
    }

    private FrameFault Take(ref ReadOnlySequence<byte> received, out bool more)
    {
        var now = time.GetUtcNow();
        var (fault, messages) = (FrameFault.None, 0);
        while (messages < MessagesAtOnce && _frames.TryTake(ref received, out var message, out fault))
        {
            messages++;
            if (!message.IsEmpty)
                Read(message, now);
        }
        more = messages == MessagesAtOnce;
        _reader.Forget();
        if (messages == 0)
            return fault;
        Volatile.Write(ref _heardAt, time.GetTimestamp());
        metrics.Read(feed.Name, messages);
        return fault;
    }

    private void Read(in ReadOnlySequence<byte> message, DateTimeOffset now)
    {
        if (!_reader.TryRead(_reader.Join(message), _layout, out var view, out var error))
        {
            metrics.Refused(feed.Name, error);
            if (++_refused <= RefusalsLogged)
                LogRefused(feed.Name, number, MessagePart.Label(error.Field), error.Offset, error.Reason);
            return;
        }
        feed.Take(view, number, now, _told);
        if (options.Answers)
            Answer(view);
    }

    private void Answer(MessageView request)
    {
        try
        {
            _answer.Clear();
            if (NetworkAnswer.TryWrite(request, _writer, _answer))
                _frames.Write(_answer.WrittenSpan, connection.Transport.Output);
        }
        catch (DraftException unwritable)
        {
            // A vendor's table may have no room for an answer; the switch is then told nothing, and the metrics say so.
            metrics.Unanswerable(feed.Name, unwritable.Field);
        }
    }

    private async ValueTask Deliver()
    {
        if (_told.Count > 0)
        {
            _held = true;
            await feed.Deliver(_told);
            Volatile.Write(ref _heardAt, time.GetTimestamp());
            _held = false;
        }
        await connection.Transport.Output.FlushAsync();
    }

    private string Lost(FrameFault fault)
    {
        LogLost(feed.Name, number, fault);
        return $"framing-{fault}";
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Feed {Feed}, connection {Line}: a message was not read: {Field} at byte {Offset}: {Reason}")]
    private partial void LogRefused(string feed, int line, string field, int offset, ParseReason reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Feed {Feed}, connection {Line} is closed: the length before a message cannot be right: {Fault}")]
    private partial void LogLost(string feed, int line, FrameFault fault);
}
