using System.Security.Cryptography;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;
using JasperFx.Events;

namespace FleetWatch.Ingest.Registry;

/// <summary>How stored events become messages: registry changes that follow one another are one batch to their organisation's queue.</summary>
internal static class RegistryMessages
{
    private const int MaxChanges = 500;

    public static IEnumerable<RelayedMessage> Of(IReadOnlyList<IEvent> page)
    {
        for (var at = 0; at < page.Count;)
        {
            var length = BatchLength(page, at);
            yield return length == 0 ? RelayedMessage.Of(page[at]) : Batch([.. page.Skip(at).Take(length)]);
            at += Math.Max(1, length);
        }
    }

    private static int BatchLength(IReadOnlyList<IEvent> page, int start)
    {
        var end = start;
        while (end < page.Count && end - start < MaxChanges && page[end].Data is RegistryEvent && page[end].TenantId == page[start].TenantId)
            end++;
        return end - start;
    }

    private static RelayedMessage Batch(IReadOnlyList<IEvent> events)
    {
        var id = Identity(events);
        var batch = new RegistryBatch
        {
            BatchId = id,
            Organisation = events[0].TenantId,
            ReceivedAt = events[^1].Timestamp,
            Changes = [.. events.Select(stored => (RegistryEvent)stored.Data)],
        };
        return new RelayedMessage(id, batch.Organisation, batch, events[0].Timestamp) { TraceParent = events[0].CausationId, ToFleet = true };
    }

    /// <summary>
    /// Of exactly these events: after a crash a page may begin at the same event and be longer, and must not pass for the shorter
    /// one. The changes that are in both then arrive twice, in order, which leaves the same picture.
    /// </summary>
    private static Guid Identity(IReadOnlyList<IEvent> events) =>
        new(SHA256.HashData([.. events[0].Id.ToByteArray(), .. events[^1].Id.ToByteArray()]).AsSpan(0, 16));
}
