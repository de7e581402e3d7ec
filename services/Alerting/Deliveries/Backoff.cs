using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FleetWatch.Alerting.Deliveries;

/// <summary>When a failed page is tried again: twice as long after each failure, spread so that a storm's retries do not meet.</summary>
internal static class Backoff
{
    /// <summary>How far a wait is spread to either side.</summary>
    public const double Spread = 0.2;

    /// <param name="failures">How often it has failed, from 1.</param>
    /// <param name="page">Whose wait: the spread is the page's own, and the same again when asked again.</param>
    /// <param name="settings">The first and the longest wait.</param>
    /// <param name="asked">How long the other side asked to wait; never less than that.</param>
    public static TimeSpan After(int failures, string page, DeliverySettings settings, TimeSpan? asked)
    {
        var doubled = settings.FirstRetryAfter * Math.Pow(2, Math.Min(failures - 1, 30));
        var wait = doubled < settings.LongestRetryAfter ? doubled : settings.LongestRetryAfter;
        var chance = BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{page}/{failures}"))) / (double)uint.MaxValue;
        wait *= 1 - Spread + 2 * Spread * chance;
        return asked > wait ? asked.Value : wait;
    }
}
