namespace FleetWatch.Reporting.Costs;

/// <summary>A cost that is being counted.</summary>
internal sealed class CostSum
{
    private readonly SortedDictionary<string, (long Failed, double Missed)> _amounts = new(StringComparer.Ordinal);

    /// <summary>When the last failure or silence was that it holds; null: none.</summary>
    public DateTimeOffset? LastAt { get; private set; }

    public int Failures { get; set; }
    public int Customers { get; private set; }
    public int SilentSlots { get; private set; }
    public double MissedAttempts { get; private set; }

    public void Customer(string currency, long amountMinor)
    {
        Customers++;
        var known = _amounts.GetValueOrDefault(currency);
        if (amountMinor > 0)
            _amounts[currency] = (known.Failed + amountMinor, known.Missed);
    }

    public void Silence(int slots, double missedAttempts, string currency, double usualMinor)
    {
        SilentSlots += slots;
        MissedAttempts += missedAttempts;
        var known = _amounts.GetValueOrDefault(currency);
        if (missedAttempts * usualMinor > 0)
            _amounts[currency] = (known.Failed, known.Missed + (missedAttempts * usualMinor));
    }

    public void Seen(DateTimeOffset at) => LastAt = LastAt > at ? LastAt : at;

    public Cost Total() => new()
    {
        Failures = Failures,
        Customers = Customers,
        SilentMinutes = SilentSlots * Facts.ReportWeek.SlotMinutes,
        MissedAttempts = Math.Round(MissedAttempts, 1),
        Amounts = [.. _amounts.Select(amount => new Money(amount.Key, amount.Value.Failed, (long)Math.Round(amount.Value.Missed)))
            .OrderByDescending(money => money.TotalMinor).ThenBy(money => money.Currency, StringComparer.Ordinal)],
    };
}
