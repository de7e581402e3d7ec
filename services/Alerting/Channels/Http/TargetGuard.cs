using System.Net;
using System.Net.Sockets;

namespace FleetWatch.Alerting.Channels.Http;

/// <summary>
/// Keeps pages out of the own network (server-side request forgery). Asked about the very address that is connected to, after
/// the name was resolved: a name that changes its mind in between gains nothing.
/// </summary>
internal static class TargetGuard
{
    /// <summary>What is not the public internet: RFC 6890's special purpose registries, and multicast.</summary>
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "::1/128", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Special.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    /// <summary>Connects to the first address of the host that may be called.</summary>
    /// <exception cref="ForbiddenTargetException">None of them may.</exception>
    public static async ValueTask<Stream> Connect(DnsEndPoint target, IReadOnlyList<string> privateHosts, CancellationToken ct)
    {
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(target.Host, ct);
        var own = privateHosts.Contains(target.Host, StringComparer.OrdinalIgnoreCase);
        var allowed = addresses.Where(address => own || IsPublic(address)).ToArray();
        if (allowed.Length == 0)
            throw new ForbiddenTargetException($"{target.Host} is inside the own network, which is not allowed.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

internal sealed class ForbiddenTargetException(string message) : Exception(message);
