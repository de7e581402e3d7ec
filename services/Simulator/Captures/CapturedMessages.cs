using System.Buffers;
using System.Globalization;
using System.Text;
using FleetWatch.Iso8583.Framing;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Feed;
using PacketDotNet;

namespace FleetWatch.Simulator.Captures;

/// <summary>One message of a capture.</summary>
/// <param name="Place">For people: the line, the message's number, or the packet's.</param>
/// <param name="At">When it was heard; null where the capture does not say.</param>
/// <param name="Line">Which connection.</param>
/// <param name="Bytes">Without its length.</param>
internal sealed record CapturedMessage(string Place, DateTimeOffset? At, int Line, byte[] Bytes);

/// <summary>Finds the messages in a capture; what is wrong with it is told and costs no more than it must.</summary>
/// <param name="frames">How messages follow each other.</param>
/// <param name="fault">Gets one sentence for each fault, with its place and never with content.</param>
internal sealed class CapturedMessages(FrameFormat frames, Action<string> fault)
{
    private readonly Dictionary<string, Direction> _directions = [];

    /// <summary>One message a line, in hexadecimal; blanks and empty lines do not count.</summary>
    public IEnumerable<CapturedMessage> Hexadecimal(Stream file)
    {
        var lines = new LineReader(file);
        while (Next(lines) is { } text)
        {
            var place = lines.Line.ToString(CultureInfo.InvariantCulture);
            if (text.Length % 2 != 0 || !text.All(char.IsAsciiHexDigit))
                fault(Texts.Of("capture-refused", place, Texts.Of("capture-no-hex")));
            else if (text.Length > 0)
                yield return new CapturedMessage(place, null, 0, Convert.FromHexString(text));
        }
    }

    /// <summary>Messages with their lengths, one after the other, as one direction of a connection had them.</summary>
    public IEnumerable<CapturedMessage> Frames(Stream file)
    {
        var direction = new Direction(0);
        var buffer = new byte[1 << 16];
        for (var read = file.Read(buffer); read > 0 && !direction.Cut; read = file.Read(buffer))
            foreach (var message in Split(direction, buffer[..read], null, null))
                yield return message;
        if (direction.Rest.Length > 0 && !direction.Cut)
            fault(Texts.Of("capture-rest", direction.Messages + 1));
    }

    /// <summary>The TCP connections of a pcap or pcapng file.</summary>
    public IEnumerable<CapturedMessage> Packets(Stream file, string name)
    {
        DateTimeOffset? last = null;
        foreach (var packet in PacketFile.Read(file, name))
        {
            last = packet.At;
            if (Segment(packet) is not { } tcp || tcp.ParentPacket is not IPPacket ip)
                continue;
            var direction = DirectionOf($"{ip.SourceAddress}:{tcp.SourcePort}>{ip.DestinationAddress}:{tcp.DestinationPort}");
            if (tcp.Synchronize)
                direction.Begin();
            var (bytes, gap) = direction.Stream.Take(tcp.SequenceNumber, tcp.Synchronize, tcp.PayloadData ?? []);
            foreach (var message in InOrder(direction, bytes, gap, packet.At, $"{packet.Number}"))
                yield return message;
        }
        foreach (var direction in _directions.Values)
        {
            var (bytes, gap) = direction.Stream.End();
            foreach (var message in InOrder(direction, bytes, gap, last, "end"))
                yield return message;
            if (direction.Rest.Length > 0 && !direction.Cut)
                fault(Texts.Of("capture-rest", "end"));
        }
    }

    private List<CapturedMessage> InOrder(Direction direction, byte[] bytes, bool gap, DateTimeOffset? at, string place)
    {
        if (gap)
        {
            fault(Texts.Of("capture-gap", place));
            direction.Begin();
        }
        return direction.Cut ? [] : Split(direction, bytes, at, place);
    }

    private List<CapturedMessage> Split(Direction direction, byte[] bytes, DateTimeOffset? at, string? place)
    {
        List<CapturedMessage> found = [];
        var received = new ReadOnlySequence<byte>([.. direction.Rest, .. bytes]);
        FrameFault wrong;
        while (frames.TryTake(ref received, out var message, out wrong))
        {
            direction.Messages++;
            if (!message.IsEmpty)
                found.Add(new CapturedMessage(place ?? $"{direction.Messages}", at, direction.Line, message.ToArray()));
        }
        direction.Rest = received.ToArray();
        if (wrong == FrameFault.None)
            return found;
        direction.Cut = true;
        fault(Texts.Of("capture-cut", place ?? $"{direction.Messages + 1}", wrong));
        return found;
    }

    private static TcpPacket? Segment(CapturedPacket packet)
    {
        try
        {
            return Packet.ParsePacket(packet.Link, packet.Data).Extract<TcpPacket>();
        }
        catch (SystemException)
        {
            // The dissector says so of packets that it does not know or that were cut: none of them is of a switch's line.
            return null;
        }
    }

    private Direction DirectionOf(string name)
    {
        if (!_directions.TryGetValue(name, out var direction))
            _directions[name] = direction = new Direction(_directions.Count + 1);
        return direction;
    }

    private static string? Next(LineReader lines) =>
        lines.TryRead(out var line) ? Encoding.ASCII.GetString(line).Replace(" ", "", StringComparison.Ordinal).Trim() : null;

    private sealed class Direction(int line)
    {
        public int Line { get; } = line;
        public TcpStream Stream { get; } = new();
        public byte[] Rest { get; set; } = [];
        public long Messages { get; set; }
        public bool Cut { get; set; }

        public void Begin() => (Rest, Cut) = ([], false);
    }
}
