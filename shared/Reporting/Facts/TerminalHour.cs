namespace FleetWatch.Reporting.Facts;

/// <summary>What a store that keeps hours knows of one terminal in one of them.</summary>
/// <param name="TerminalId">The terminal.</param>
/// <param name="Hour">When the hour begins, to the full hour of UTC.</param>
public sealed record TerminalHour(string TerminalId, DateTimeOffset Hour)
{
    public bool HeardFirstHalf { get; init; }
    public bool HeardSecondHalf { get; init; }

    /// <summary>As its heartbeats counted them; where it counts none, approvals of its host and failures.</summary>
    public int Attempts { get; init; }
    public int Approvals { get; init; }
}

/// <summary>Failures of one code at one terminal in one hour, of a store that no longer keeps them one by one.</summary>
public sealed record HourFailures
{
    public required string TerminalId { get; init; }

    /// <summary>When the hour begins, to the full hour of UTC.</summary>
    public required DateTimeOffset Hour { get; init; }

    /// <summary>Error code, or response code of two characters.</summary>
    public required string Code { get; init; }
    public required int Failures { get; init; }

    /// <summary>Sum in the currency's minor unit.</summary>
    public long AmountMinor { get; init; }

    /// <summary>ISO 4217 alphabetic code; empty: no amount was told.</summary>
    public string Currency { get; init; } = "";
}
