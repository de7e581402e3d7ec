using FleetWatch.Iso8583.Reading;

namespace FleetWatch.Iso8583.Exchanges;

/// <summary>By what an answer finds its request.</summary>
internal readonly record struct ExchangeKey
{
    /// <summary>1 authorisation, 2 financial, 4 reversal, 8 network management.</summary>
    public required int Class { get; init; }
    public required int Trace { get; init; }
    public required PackedText Terminal { get; init; }

    /// <summary>DE7 as a number, -1 where there is none.</summary>
    public required long Sent { get; init; }
    public PackedText Reference { get; init; }
    public PackedText Merchant { get; init; }

    /// <summary>Of what must be the same in request and answer.</summary>
    public uint Hash() => Terminal.Hash((ulong)Class << 32 | (uint)Trace);
}
