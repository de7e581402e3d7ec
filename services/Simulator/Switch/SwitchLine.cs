using System.Buffers;
using System.Net.Sockets;
using FleetWatch.Contracts;
using FleetWatch.Iso8583.Framing;
using FleetWatch.Iso8583.Writing;

namespace FleetWatch.Simulator.Switch;

/// <summary>The line from a simulated switch to a feed: writes what the fleet's terminals tell, and reads the answers away.</summary>
internal sealed class SwitchLine : IAsyncDisposable
{
    private readonly TcpClient _client;
    private readonly SwitchTraffic _traffic;
    private readonly MessageWriter _writer;
    private readonly FrameFormat _frames;
    private readonly ArrayBufferWriter<byte> _unsent = new();
    private readonly Task _reading;

    private SwitchLine(TcpClient client, SwitchTraffic traffic, FrameFormat frames)
    {
        (_client, _traffic, _frames) = (client, traffic, frames);
        _writer = new MessageWriter(traffic.Table);
        _reading = ReadAway();
    }

    /// <summary>Messages written so far.</summary>
    public long Messages { get; private set; }

    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static async Task<SwitchLine> Connect(string host, int port, SwitchTraffic traffic, FrameFormat frames, CancellationToken ct)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(host, port, ct);
        return new SwitchLine(client, traffic, frames);
    }

    public void Add(TerminalEvent one)
    {
        foreach (var draft in _traffic.Of(one))
        {
            _frames.Write(_writer.Write(draft), _unsent);
            Messages++;
        }
    }

    /// <summary>Writes what was added; waits while the feed does not read.</summary>
    public async Task Flush(CancellationToken ct)
    {
        await _client.GetStream().WriteAsync(_unsent.WrittenMemory, ct);
        _unsent.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Client.Shutdown(SocketShutdown.Send);
        await _reading;
        _client.Dispose();
    }

    private async Task ReadAway()
    {
        var buffer = new byte[4096];
        try
        {
            while (await _client.GetStream().ReadAsync(buffer) > 0)
            {
            }
        }
        catch (IOException)
        {
            // The feed hung up; whoever writes next is told.
        }
    }
}
