using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using FleetWatch.Simulator.Console;

namespace FleetWatch.Simulator.Switch;

/// <summary>Where a feed listens for a switch.</summary>
internal sealed record SwitchAddress(string Host, int Port)
{
    public static Option<SwitchAddress?> Option() => new("--feed")
    {
        Description = Texts.Of("simulate-feed"),
        HelpName = "host:port",
        CustomParser = given =>
        {
            var text = given.Tokens[0].Value;
            var colon = text.LastIndexOf(':');
            if (colon > 0 && int.TryParse(text[(colon + 1)..], out var port) && port is > 0 and <= IPEndPoint.MaxPort)
                return new SwitchAddress(text[..colon].Trim('[', ']'), port);
            given.AddError(Texts.Of("no-feed-address", text));
            return null;
        },
    };

    /// <exception cref="IOException">Nobody listens there.</exception>
    public async Task<SwitchLine> Connect(Wire wire, CancellationToken ct)
    {
        try
        {
            return await SwitchLine.Connect(Host, Port, new SwitchTraffic(wire.Table), wire.Frames, ct);
        }
        catch (SocketException nobody)
        {
            throw new IOException(nobody.Message, nobody);
        }
    }
}
