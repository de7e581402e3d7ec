using System.Collections.Concurrent;
using FleetWatch.Ingest.Events;
using Microsoft.Extensions.Options;

namespace FleetWatch.Ingest.Posts;

/// <summary>How fast each key may post: an allowance that refills steadily. A post is charged once its events are counted, so one
/// may overdraw it, and the next waits for it.</summary>
internal sealed class Pace(IOptions<EventLimits> options)
{
    private readonly ConcurrentDictionary<string, Allowance> _keys = new(StringComparer.Ordinal);

    /// <summary>How long the key must wait before it posts again; zero: it may now.</summary>
    public TimeSpan Wait(string keyId, DateTimeOffset now) =>
        _keys.TryGetValue(keyId, out var allowance) ? allowance.At(now, options.Value).Wait(options.Value) : TimeSpan.Zero;

    public void Charge(string keyId, int events, DateTimeOffset now) => _keys.AddOrUpdate(keyId,
        static (_, charge) => new Allowance(charge.limits.BurstPerKey - charge.events, charge.now),
        static (_, allowance, charge) => allowance.At(charge.now, charge.limits).Less(charge.events),
        (events, now, limits: options.Value));
}

/// <param name="Events">How many events may still be posted; below zero it is overdrawn.</param>
/// <param name="Since">The moment for which that holds.</param>
internal sealed record Allowance(double Events, DateTimeOffset Since)
{
    public Allowance At(DateTimeOffset now, EventLimits limits) => now <= Since ? this : new Allowance(
        Math.Min(limits.BurstPerKey, Events + (now - Since).TotalSeconds * limits.EventsPerSecondPerKey), now);

    public Allowance Less(int events) => this with { Events = Events - events };

    public TimeSpan Wait(EventLimits limits) => Events > 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - Events) / limits.EventsPerSecondPerKey);
}
