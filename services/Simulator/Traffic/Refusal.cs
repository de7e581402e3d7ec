namespace FleetWatch.Simulator.Traffic;

/// <summary>How an attempt failed.</summary>
/// <param name="Response">DE39, where a host answered.</param>
/// <param name="Error">Where none did.</param>
/// <param name="LatencyMs">Until then.</param>
/// <param name="EntryMode">Where the attempt ended in another entry mode than it began.</param>
/// <param name="Unsent">The terminal could not reach anybody: it tells later.</param>
internal sealed record Refusal(string? Response, string? Error, int LatencyMs, string? EntryMode = null, bool Unsent = false)
{
    /// <summary>A host says no, at once.</summary>
    public static Refusal Host(string code, int latencyMs) => new(code, null, latencyMs);

    /// <summary>Something in the terminal or in front of it does not work.</summary>
    public static Refusal Local(string error, int latencyMs) => new(null, error, latencyMs);

    /// <summary>No answer comes. Only the one who waited for the answer had a line to tell of it soon.</summary>
    public static Refusal Network(string error) => new(null, error, error == "no-signal" ? 3_000 : 30_000, Unsent: error != "response-timeout");
}
