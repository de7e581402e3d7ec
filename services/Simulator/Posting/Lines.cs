using System.Text.Json;
using FleetWatch.Contracts;

namespace FleetWatch.Simulator.Posting;

/// <summary>Events as lines of NDJSON.</summary>
internal static class Lines
{
    public static byte[] Of(IEnumerable<TerminalEvent> events)
    {
        using var target = new MemoryStream();
        foreach (var one in events)
        {
            JsonSerializer.Serialize(target, one, ContractJson.Default.TerminalEvent);
            target.WriteByte((byte)'\n');
        }
        return target.ToArray();
    }
}
