namespace FleetWatch.Reporting.Facts;

/// <summary>Attempts by terminal and hour of the week, two bytes each: of a store that keeps hours there are many.</summary>
/// <param name="hours">Of the week.</param>
internal sealed class HourCounts(int hours)
{
    /// <summary>More in one hour do not fit.</summary>
    public const int Most = ushort.MaxValue - 1;
    private ushort[]?[] _terminals = [];

    /// <summary>Hours that are told of.</summary>
    public int Count { get; private set; }

    /// <returns>False: that hour was told of before, and stays as it was.</returns>
    public bool Add(int terminal, int hour, int attempts)
    {
        if (terminal >= _terminals.Length)
            Array.Resize(ref _terminals, Math.Max(terminal + 1, _terminals.Length * 5 / 4));
        var told = _terminals[terminal] ??= new ushort[hours];
        if (told[hour] != 0)
            return false;
        told[hour] = (ushort)(attempts + 1); // 0 is: not told.
        Count++;
        return true;
    }

    public bool Has(int terminal) => terminal < _terminals.Length && _terminals[terminal] is not null;

    /// <returns>The hours of a terminal that are told of.</returns>
    public IEnumerable<(int Hour, int Attempts)> Of(int terminal)
    {
        if (!Has(terminal) || _terminals[terminal] is not { } told)
            yield break;
        for (var hour = 0; hour < told.Length; hour++)
            if (told[hour] != 0)
                yield return (hour, told[hour] - 1);
    }

    public void Unite(HourCounts other)
    {
        for (var terminal = 0; terminal < other._terminals.Length; terminal++)
            foreach (var (hour, attempts) in other.Of(terminal))
                Add(terminal, hour, attempts);
    }
}
