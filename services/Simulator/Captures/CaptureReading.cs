using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Iso8583.Exchanges;
using FleetWatch.Iso8583.Privacy;
using FleetWatch.Iso8583.Reading;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Feed;
using FleetWatch.Simulator.Posting;
using FleetWatch.Simulator.Switch;
using NodaTime;

namespace FleetWatch.Simulator.Captures;

/// <summary>Reads one capture into a file of events, as a feed of Ingest would have heard it.</summary>
/// <param name="wire">How messages are written.</param>
/// <param name="tokens">Makes the cards' tokens; null: none.</param>
/// <param name="zone">The terminals' zone.</param>
/// <param name="now">When a capture without times counts as heard.</param>
internal sealed class CaptureReading(Wire wire, CardTokens? tokens, DateTimeZone zone, DateTimeOffset now)
{
    private const int RefusalsShown = 20;
    private const int AtOnce = 512;
    private readonly List<string> _shown = [];
    private readonly MessageReader _reader = new(wire.Table);
    private readonly MessageLayout _layout = new();
    private readonly List<TerminalEvent> _told = [];
    private long _messages;
    private long _events;

    /// <summary>What could not be read: messages, and places where messages could not be found.</summary>
    public long Refused { get; private set; }

    /// <exception cref="UnusableInputException">It is no capture.</exception>
    public bool Write(string path, string format, string target, Action<double> report, CancellationToken ct)
    {
        using var raw = FeedFile.OpenRaw(path);
        using var content = FeedFile.Unpack(raw);
        using var events = File.Create(target);
        var settings = new ExchangeSettings();
        var feed = new ExchangeFeed(tokens, _ => zone, settings);
        var heard = now;
        foreach (var message in Messages(content, format, path))
        {
            ct.ThrowIfCancellationRequested();
            heard = message.At ?? now;
            feed.Advance(heard, _told);
            Take(feed, message, heard);
            if (_told.Count >= AtOnce)
                Put(events);
            report(raw.Position);
        }
        // A capture that ends says nothing about what was still waiting, unless it went on for long enough.
        Put(events);
        return true;
    }

    public void Summarise(Screen screen)
    {
        foreach (var refused in _shown)
            screen.Fail(refused);
        if (Refused > _shown.Count)
            screen.Fail(Texts.Of("capture-more", Refused - _shown.Count));
        screen.Say(Texts.Of("capture-read", _messages, Refused, _events));
    }

    private IEnumerable<CapturedMessage> Messages(Stream content, string format, string path)
    {
        var captured = new CapturedMessages(wire.Frames, Refuse);
        return format switch
        {
            "hex" => captured.Hexadecimal(content),
            "frames" => captured.Frames(content),
            _ => captured.Packets(content, path),
        };
    }

    private void Take(ExchangeFeed feed, CapturedMessage message, DateTimeOffset heard)
    {
        if (!_reader.TryRead(message.Bytes, _layout, out var view, out var error))
        {
            Refuse(Texts.Of("capture-refused", message.Place, error.In(CultureInfo.CurrentUICulture)));
            return;
        }
        _messages++;
        feed.Take(view, heard, _told, message.Line);
    }

    private void Put(FileStream events)
    {
        _events += _told.Count;
        events.Write(Lines.Of(_told));
        _told.Clear();
    }

    private void Refuse(string why)
    {
        Refused++;
        if (_shown.Count < RefusalsShown)
            _shown.Add(why);
    }
}
