namespace FleetWatch.Iso8583.Exchanges;

/// <summary>What one message says, in numbers: nothing in it is an object, and nothing in it is secret.</summary>
internal readonly record struct ExchangeFacts
{
    /// <summary>The message type without its version: 200 for 0200 and 1200.</summary>
    public required int Type { get; init; }
    public required PackedText Terminal { get; init; }
    public PackedText Merchant { get; init; }
    public PackedText Reference { get; init; }
    public int Trace { get; init; }

    /// <summary>DE7 as a number, -1 where there is none.</summary>
    public long Sent { get; init; }

    /// <summary>By the terminal's clock, placed by its site's zone.</summary>
    public DateTimeOffset OccurredAt { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public DateTimeOffset HeardAt { get; init; }

    /// <summary>From the code table, so shared by all messages; null where there is none.</summary>
    public string? EntryMode { get; init; }

    /// <summary>The card number's first digits, shared by all messages; null where there is none.</summary>
    public string? Bin { get; init; }

    /// <summary>0 where there is none.</summary>
    public ulong Card { get; init; }

    /// <summary>-1 where there is none.</summary>
    public long AmountMinor { get; init; }

    /// <summary>Alphabetic, shared by all messages; null where there is none.</summary>
    public string? Currency { get; init; }

    /// <summary>DE39; empty where there is none.</summary>
    public PackedText Code { get; init; }

    /// <summary>Why a reversal was sent: DE39, in 1993 DE25.</summary>
    public PackedText Reason { get; init; }

    /// <summary>The trace number of the transaction that is taken back.</summary>
    public int OriginalTrace { get; init; }

    /// <summary>Its DE7; -1 where the reversal does not say.</summary>
    public long OriginalSent { get; init; }

    /// <summary>Over which connection it was heard.</summary>
    public int Line { get; init; }

    /// <summary>1 authorisation, 2 financial, 4 reversal, 8 network management.</summary>
    public int Class => Type / 100;

    public bool IsResponse => Type / 10 % 2 == 1;

    /// <summary>An advice tells of what was done already; it waits for nothing.</summary>
    public bool IsAdvice => Type / 10 % 10 is 2 or 4;

    public ExchangeKey Key => new() { Class = Class, Terminal = Terminal, Trace = Trace, Sent = Sent, Reference = Reference, Merchant = Merchant };
}
