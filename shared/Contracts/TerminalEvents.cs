using System.Text.Json.Serialization;

namespace FleetWatch.Contracts;

/// <summary>
/// What a terminal or its host reports. The record that is posted is the record on the bus, in the terminal's stream and in
/// the detector's hand; <c>type</c> in JSON says which one it is.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TransactionFailed), "transaction.failed")]
[JsonDerivedType(typeof(TransactionApproved), "transaction.approved")]
[JsonDerivedType(typeof(TerminalHeartbeat), "terminal.heartbeat")]
[JsonDerivedType(typeof(TerminalStarted), "terminal.started")]
[JsonDerivedType(typeof(TerminalFaulted), "terminal.faulted")]
[JsonDerivedType(typeof(SoftwareChanged), "terminal.software-changed")]
public abstract record TerminalEvent
{
    private protected TerminalEvent()
    {
    }

    /// <summary>The producer's unique id of this event, 1 to 64 characters. An event may arrive twice and counts once.</summary>
    public required string Id { get; init; }

    /// <summary>The terminal's id (ISO 8583 DE41 or the estate's own), 1 to 64 characters, unique within one organisation.</summary>
    public required string TerminalId { get; init; }

    /// <summary>When it happened, by the terminal's clock, which may be wrong.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When it was sent; a terminal sends late what it could not send at once. Null where the producer does not say.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The version of the payment application that ran, as the terminal reports it.</summary>
    public string? SoftwareVersion { get; init; }

    /// <summary>The network that the terminal used, for example <c>cmcc</c> or <c>wired</c>.</summary>
    public string? Carrier { get; init; }
}

/// <summary>One card transaction that was not approved: declined by a host, never answered, or never sent.</summary>
public sealed record TransactionFailed : TerminalEvent
{
    /// <summary>ISO 8583 DE39, two characters, where a host answered; its meaning depends on scheme and version.</summary>
    public string? ResponseCode { get; init; }

    /// <summary>
    /// Where no host answered: <c>no-signal</c>, <c>connect-timeout</c>, <c>response-timeout</c>, <c>mag-read-error</c>,
    /// <c>chip-read-error</c>, <c>contactless-read-error</c>, <c>software-error</c>, <c>pinpad-error</c>; others are data.
    /// </summary>
    public string? ErrorCode { get; init; }

    /// <summary>ISO 8583 DE22, first two digits; <c>80</c> is the fallback from chip to stripe.</summary>
    public string? EntryMode { get; init; }

    /// <summary>The first digits of the card number, at most 8: which issuer.</summary>
    public string? Bin { get; init; }

    /// <summary>An opaque token of the card, never the number: tells one card from another.</summary>
    public string? CardRef { get; init; }

    /// <summary>The amount in the currency's minor unit (ISO 4217), for example fen or cents.</summary>
    public long? AmountMinor { get; init; }

    /// <summary>ISO 4217 alphabetic code.</summary>
    public string? Currency { get; init; }

    /// <summary>Milliseconds from request to answer, or to giving up.</summary>
    public int? LatencyMs { get; init; }

    /// <summary>A reversal was sent for it: the answer never arrived.</summary>
    public bool Reversal { get; init; }
}

/// <summary>One approved transaction, as a host reports it: exposure, folded into the hourly line and never stored alone.</summary>
public sealed record TransactionApproved : TerminalEvent
{
    /// <summary>ISO 8583 DE22, first two digits.</summary>
    public string? EntryMode { get; init; }

    /// <summary>The first digits of the card number, at most 8.</summary>
    public string? Bin { get; init; }

    /// <summary>An opaque token of the card: a card that works elsewhere is a witness.</summary>
    public string? CardRef { get; init; }
}

/// <summary>A terminal's sign of life with its counters: folded into presence and the hourly line, never stored alone.</summary>
public sealed record TerminalHeartbeat : TerminalEvent
{
    public string? Model { get; init; }

    /// <summary>Received signal strength in dBm, negative; null on a wired terminal.</summary>
    public int? SignalDbm { get; init; }

    /// <summary>Seconds since the terminal started; a fall between two heartbeats is a restart.</summary>
    public long? UptimeSeconds { get; init; }

    /// <summary>Transactions tried since the terminal's last heartbeat; null where it does not count them.</summary>
    public int? Attempts { get; init; }

    /// <summary>Transactions approved since the terminal's last heartbeat; null where it does not count them.</summary>
    public int? Approvals { get; init; }
}

/// <summary>The terminal started.</summary>
public sealed record TerminalStarted : TerminalEvent
{
    /// <summary>Why, where the terminal knows: <c>power</c>, <c>watchdog</c>, <c>operator</c>, <c>update</c>.</summary>
    public string? Reason { get; init; }
}

/// <summary>A part of the terminal reports that it does not work (ISO 20022 catm <c>OUTD</c>, nexo diagnosis flags).</summary>
public sealed record TerminalFaulted : TerminalEvent
{
    /// <summary>The part, for example <c>card-reader</c>, <c>pin-pad</c>, <c>printer</c>, <c>battery</c>.</summary>
    public required string Component { get; init; }

    /// <summary>The maker's code of the fault, namespaced by the producer.</summary>
    public string? FaultCode { get; init; }
}

/// <summary>The payment application was replaced; <see cref="TerminalEvent.SoftwareVersion"/> is the new version.</summary>
public sealed record SoftwareChanged : TerminalEvent
{
    public string? FromVersion { get; init; }
}
