namespace FleetWatch.Dashboard.Accounts;

/// <summary>How much of a fleet somebody may see: all of an organisation's, or the terminals of some regions. Whatever reads tables for a page asks with it.</summary>
/// <param name="Organisation">Whose fleet.</param>
/// <param name="Regions">Only these; empty: all.</param>
internal sealed record Sight(string Organisation, IReadOnlyList<string> Regions)
{
    public bool IsLimited => Regions.Count > 0;

    public bool Covers(string? region) => !IsLimited || region is not null && Regions.Contains(region);

    /// <summary>Restricts a query whose <c>$1</c> is the organisation: a condition on the column <c>terminal_id</c>, or none.</summary>
    /// <param name="place">The number of the parameter that <see cref="With"/> appends.</param>
    public string Terminals(int place) => IsLimited ? $"and terminal_id in (select terminal_id from dashboard.terminal where organisation = $1 and region = any(${place}))" : "";

    /// <summary>The same for the table of terminals itself.</summary>
    public string Here(int place) => IsLimited ? $"and region = any(${place})" : "";

    /// <summary>A query's values, and the regions behind them where there are any.</summary>
    public object?[] With(params object?[] values) => IsLimited ? [.. values, Regions.ToArray()] : values;
}
