using System.Buffers;
using System.Net.Sockets;
using FleetWatch.Iso8583.Framing;
using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;
using FleetWatch.Iso8583.Writing;

namespace FleetWatch.Support;

/// <summary>The other end of a feed's line: writes messages of ISO 8583:1987 with two bytes of length, and reads answers.</summary>
public sealed class SwitchPeer(Stream stream, TcpClient client) : IDisposable
{
    private static readonly FieldTable Table = ReadyTables.Load(ReadyTables.Iso87Ascii);
    private static readonly FrameFormat Frames = new(FrameLength.TwoBytes);

    public static async Task<SwitchPeer> Connect(int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        return new SwitchPeer(client.GetStream(), client);
    }

    public async Task Send(params MessageDraft[] drafts) => await SendRaw(Framed(drafts));

    public static byte[] Framed(params MessageDraft[] drafts)
    {
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var draft in drafts)
            Frames.Write(new MessageWriter(Table).Write(draft), bytes);
        return bytes.WrittenSpan.ToArray();
    }

    public async Task SendRaw(ReadOnlyMemory<byte> bytes) => await stream.WriteAsync(bytes);

    /// <summary>The next answer; null where the feed hung up.</summary>
    public async Task<DecodedMessage?> Answer()
    {
        var prefix = new byte[2];
        if (await Read(prefix) < 2)
            return null;
        var message = new byte[prefix[0] << 8 | prefix[1]];
        return await Read(message) < message.Length ? null : DecodedMessage.Of(new MessageReader(Table).Read(message, new MessageLayout()));
    }

    public void Dispose()
    {
        stream.Dispose();
        client.Dispose();
    }

    public static MessageDraft Echo(int trace, string terminal = "T0000001") => Common("0800", trace, terminal, (70, "301"));

    /// <summary>A sale by a card of its own.</summary>
    public static MessageDraft Request(int trace, string terminal = "T0000001") => Common("0200", trace, terminal,
        (2, $"62242423{trace:00000000}"), (3, "000000"), (4, "12900"), (22, "051"), (49, "156"), (52, "0123456789ABCDEF"));

    public static MessageDraft Response(int trace, string code, string terminal = "T0000001") => Common("0210", trace, terminal, (39, code));

    private static MessageDraft Common(string type, int trace, string terminal, params (int Field, string Value)[] more)
    {
        var draft = new MessageDraft { Mti = type, [7] = "1105025829", [11] = $"{trace:000000}", [12] = "105829", [13] = "1105", [41] = terminal };
        foreach (var (field, value) in more)
            draft[field] = value;
        return draft;
    }

    private async Task<int> Read(byte[] target)
    {
        try
        {
            return await stream.ReadAtLeastAsync(target, target.Length, throwOnEndOfStream: false);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
