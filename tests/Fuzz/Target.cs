using System.Buffers;
using FleetWatch.Contracts;
using FleetWatch.Iso8583.Exchanges;
using FleetWatch.Iso8583.Framing;
using FleetWatch.Iso8583.Privacy;
using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;
using FleetWatch.Iso8583.Writing;
using NodaTime;

namespace FleetWatch.Fuzz;

/// <summary>All that a feed does with bytes from outside: framing, reading, showing, answering, and events.</summary>
internal sealed class Target
{
    private static readonly DateTimeOffset Now = new(2026, 11, 5, 2, 58, 29, TimeSpan.Zero);
    private readonly MessageLayout _layout = new();
    private readonly MessageReader _reader;
    private readonly MessageReader _strict;
    private readonly MessageWriter _writer;
    private static readonly CardTokens Tokens = new(new byte[CardTokens.ShortestKey]);
    private readonly List<TerminalEvent> _events = [];
    private readonly ArrayBufferWriter<byte> _answer = new();
    private readonly FrameFormat[] _formats = [new(FrameLength.TwoBytes), new(FrameLength.FourBytes, CountsItself: true), new(FrameLength.FourDigits)];
    private ExchangeFeed _feed;
    private int _runs;

    public Target(FieldTable table)
    {
        _reader = new MessageReader(table);
        _strict = new MessageReader(table, Conformance.Presence);
        _writer = new MessageWriter(table);
        _feed = NewFeed();
    }

    public void Take(byte[] input)
    {
        foreach (var format in _formats)
        {
            var received = new ReadOnlySequence<byte>(input);
            while (format.TryTake(ref received, out var message, out _))
                Read(_reader, _reader.Join(message));
        }
        Read(_strict, input);
        Read(_reader, input);
        if (++_runs % 10_000 == 0)
            _feed = NewFeed();
    }

    private void Read(MessageReader reader, ReadOnlySpan<byte> message)
    {
        if (!reader.TryRead(message, _layout, out var view, out var error))
        {
            if (error.Reason == ParseReason.Unknown || error.ToString().Length == 0)
                throw new InvalidOperationException("An error without a reason.");
            return;
        }
        DecodedMessage.Of(view);
        _events.Clear();
        _feed.Take(view, Now.AddMilliseconds(_runs), _events);
        _feed.Advance(Now.AddMilliseconds(_runs), _events);
        _answer.Clear();
        if (NetworkAnswer.TryWrite(view, _writer, _answer))
            reader.TryRead(_answer.WrittenSpan, _layout, out _, out _);
    }

    private static ExchangeFeed NewFeed() => new(Tokens, _ => DateTimeZoneProviders.Tzdb["Asia/Shanghai"],
        new ExchangeSettings { MaxOpen = 500, ResponseDeadline = TimeSpan.FromSeconds(1) });
}
