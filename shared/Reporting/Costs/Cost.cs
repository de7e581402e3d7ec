namespace FleetWatch.Reporting.Costs;

/// <summary>An amount in the currency's minor unit (ISO 4217).</summary>
/// <param name="Currency">ISO 4217 alphabetic code; empty: not told.</param>
/// <param name="FailedMinor">Of sales that failed, each card counted once a day at one terminal.</param>
/// <param name="MissedMinor">Of sales that silence prevented: an estimate, missed attempts times the usual amount of a failed sale.</param>
public sealed record Money(string Currency, long FailedMinor, long MissedMinor)
{
    public long TotalMinor => FailedMinor + MissedMinor;
}

/// <summary>What a trouble cost in the week.</summary>
public sealed record Cost
{
    /// <summary>Failed attempts, retries included.</summary>
    public int Failures { get; init; }

    /// <summary>Cards that met a failure, each counted once a day at one terminal.</summary>
    public int Customers { get; init; }

    /// <summary>Terminal-minutes of silence in open hours.</summary>
    public int SilentMinutes { get; init; }

    /// <summary>Attempts that silence prevented: an estimate from the terminal's own attempts an open hour.</summary>
    public double MissedAttempts { get; init; }

    /// <summary>By currency, the largest first.</summary>
    public IReadOnlyList<Money> Amounts { get; init; } = [];

    /// <summary>Customers turned away, silent hours included: what troubles are ranked by, for amounts of different currencies cannot be compared.</summary>
    public double TurnedAway => Customers + MissedAttempts;

    /// <summary>Both together.</summary>
    public static Cost operator +(Cost one, Cost other) => new()
    {
        Failures = one.Failures + other.Failures,
        Customers = one.Customers + other.Customers,
        SilentMinutes = one.SilentMinutes + other.SilentMinutes,
        MissedAttempts = one.MissedAttempts + other.MissedAttempts,
        Amounts = [.. one.Amounts.Concat(other.Amounts).GroupBy(money => money.Currency)
            .Select(same => new Money(same.Key, same.Sum(money => money.FailedMinor), same.Sum(money => money.MissedMinor)))
            .OrderByDescending(money => money.TotalMinor).ThenBy(money => money.Currency, StringComparer.Ordinal)],
    };
}
