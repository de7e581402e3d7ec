using Microsoft.Extensions.Caching.Memory;

namespace FleetWatch.Dashboard.Shell;

/// <summary>
/// What a page showed when the server drew it, kept for the moment until its circuit takes it over: so it stays in sight, and is not read twice.
/// The page itself carries only the id, as persistent state.
/// </summary>
internal sealed class Drawn(IMemoryCache kept)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <returns>The id.</returns>
    public string Keep(object drawn)
    {
        var id = Guid.NewGuid().ToString("n");
        kept.Set(id, drawn, Patience);
        return id;
    }

    /// <summary>Null: nothing was drawn under that id by this process, or it was taken, or it has grown old.</summary>
    public T? Take<T>(string? id)
        where T : class
    {
        if (id is null || !kept.TryGetValue(id, out T? drawn))
            return null;
        kept.Remove(id);
        return drawn;
    }
}
