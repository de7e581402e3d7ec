using System.Collections.Concurrent;

namespace FleetWatch.Ingest.Organisations;

/// <summary>When this process last accepted events of each organisation.</summary>
internal sealed class FeedSeen
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> last = [];

    public void Accepted(string organisation, DateTimeOffset at) => last[organisation] = at;

    /// <summary>Null: not since it started.</summary>
    public DateTimeOffset? Last(string organisation) => last.TryGetValue(organisation, out var at) ? at : null;
}
