namespace FleetWatch.Dashboard.Terminals;

/// <summary>Whose terminals or events: everything that a page can be about.</summary>
public enum SelectionKind
{
    Fleet,
    Terminal,
    Site,
    Merchant,
    Version,
    Issuer,
    Region,
}

/// <param name="Kind">Which dimension.</param>
/// <param name="Key">Which one of it; of an issuer the first digits of its cards.</param>
public sealed record Selection(SelectionKind Kind, string Key)
{
    public static Selection Fleet { get; } = new(SelectionKind.Fleet, "");

    /// <summary>Restricts a query to it: a condition on the column <c>terminal_id</c> (or, of an issuer, <c>bin</c>) with the key as <c>$2</c>.</summary>
    public string Condition => Kind switch
    {
        SelectionKind.Fleet => "$2::varchar is not null",
        SelectionKind.Terminal => "terminal_id = $2",
        SelectionKind.Issuer => "bin >= $2 and bin < $2 || chr(58)", // Digits only, and 58 comes after 9: what begins with them.
        _ => $"terminal_id in (select terminal_id from dashboard.terminal where organisation = $1 and {Column} = $2)",
    };

    /// <summary>Its column in the table of terminals.</summary>
    public string Column => Kind switch
    {
        SelectionKind.Terminal => "terminal_id",
        SelectionKind.Site => "site_id",
        SelectionKind.Merchant => "merchant_id",
        SelectionKind.Version => "version",
        SelectionKind.Region => "region",
        _ => throw new InvalidOperationException($"Terminals have no column for {Kind}."),
    };

    public bool HasTerminals => Kind is SelectionKind.Site or SelectionKind.Merchant or SelectionKind.Version;

    /// <summary>Its page.</summary>
    public string Address => Kind switch
    {
        SelectionKind.Fleet => "/",
        SelectionKind.Region => Events(), // It has no page of its own.
        SelectionKind.Version => $"/versions/{string.Join('/', Key.Split('/').Select(Uri.EscapeDataString))}",
        _ => $"/{Kind.ToString().ToLowerInvariant()}s/{Uri.EscapeDataString(Key)}",
    };

    /// <summary>The events behind a number of its page.</summary>
    public string Events(string? code = null, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        List<string> query = [];
        if (Kind != SelectionKind.Fleet)
            query.Add($"{Kind.ToString().ToLowerInvariant()}={Uri.EscapeDataString(Key)}");
        if (code is not null)
            query.Add($"code={Uri.EscapeDataString(code)}");
        if (from is { } start)
            query.Add($"from={Uri.EscapeDataString(start.UtcDateTime.ToString("O"))}");
        if (until is { } end)
            query.Add($"until={Uri.EscapeDataString(end.UtcDateTime.ToString("O"))}");
        return $"/events?{string.Join('&', query)}";
    }
}
