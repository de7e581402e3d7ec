using System.ComponentModel.DataAnnotations;

namespace FleetWatch.Detection;

/// <summary>Everything about detection that may be set.</summary>
public sealed record DetectionSettings
{
    /// <summary>Pages that may be false, per 1,000 terminals and week: the budget that every threshold follows from. Default 0.5.</summary>
    [Range(0.001, 100)]
    public double FalsePagesPerThousandTerminalWeeks { get; init; } = 0.5;

    /// <summary>
    /// Least rate, per attempt, at which any symptom is expected anywhere: codes are mislabelled, and the rarest one proves nothing
    /// by its rarity. Default 3 in 10,000.
    /// </summary>
    [Range(1e-6, 0.01)]
    public double LeastRate { get; init; } = 3e-4;

    /// <summary>How many attempts the rates that a fleet begins with are worth. Default 2,000.</summary>
    [Range(1, 1_000_000)]
    public double FleetPriorAttempts { get; init; } = 2000;

    /// <summary>Shape of the gamma distribution of terminals' rates about the fleet's; 2 is a coefficient of variation of 0.7.</summary>
    [Range(0.1, 100)]
    public double TerminalShape { get; init; } = 2;

    /// <summary>The same for issuers. Default 4: a coefficient of variation of 0.5.</summary>
    [Range(0.1, 1000)]
    public double IssuerShape { get; init; } = 4;

    /// <summary>
    /// Standard deviations by which the fleet's and a terminal's learned rates are taken to be worse than they look: plug-in baselines double the false
    /// alarms. Default 1.
    /// </summary>
    [Range(0, 3)]
    public double UpperBound { get; init; } = 1;

    /// <summary>Distinct cards without which no terminal is blamed. Default 3.</summary>
    [Range(1, 100)]
    public int CardsToBlameTerminal { get; init; } = 3;

    /// <summary>What is over sooner is nobody's page: a hiccup and the retries after it. Default 3 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan LeastDuration { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Heartbeats in a row that a terminal must miss before its power is blamed. Default 5.</summary>
    [Range(2, 100)]
    public int BeatsToBlamePower { get; init; } = 5;
}
