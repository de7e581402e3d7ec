using System.ComponentModel.DataAnnotations;
using FleetWatch.Iso8583.Privacy;

namespace FleetWatch.Iso8583.Exchanges;

/// <summary>How requests and responses are brought together.</summary>
public sealed record ExchangeSettings
{
    /// <summary>How long an answer may take before the request counts as unanswered. 1 s to 10 min; default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan ResponseDeadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many requests may wait for their answer at once, 100 to 10,000,000; the oldest beyond that are forgotten and counted.</summary>
    [Range(100, 10_000_000)]
    public int MaxOpen { get; init; } = 200_000;

    /// <summary>How many first digits of a card number are kept.</summary>
    public BinPolicy BinPolicy { get; init; } = BinPolicy.Six;
}
