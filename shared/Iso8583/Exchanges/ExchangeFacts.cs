namespace FleetWatch.Iso8583.Exchanges;

/// <summary>What one message says, in numbers and in texts that all messages share; nothing in it is secret.</summary>
internal readonly record struct ExchangeFacts
{
    /// <summary>The terminal as events name it.</summary>
    public required string Name { get; init; }

    /// <summary>From the code table; null where there is none.</summary>
    public string? EntryMode { get; init; }

    /// <summary>The card number's first digits; null where there is none.</summary>
    public string? Bin { get; init; }

    /// <summary>Alphabetic; null where there is none.</summary>
    public string? Currency { get; init; }

    /// <summary>By what an answer finds it.</summary>
    public required ExchangeKey Key { get; init; }

    /// <summary>By the terminal's clock, placed by its site's zone.</summary>
    public DateTimeOffset OccurredAt { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public DateTimeOffset HeardAt { get; init; }

    /// <summary>0 where there is none.</summary>
    public ulong Card { get; init; }

    /// <summary>-1 where there is none.</summary>
    public long AmountMinor { get; init; }

    /// <summary>Over which connection it was heard.</summary>
    public int Line { get; init; }
}
