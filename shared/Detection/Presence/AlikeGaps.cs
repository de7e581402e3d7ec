namespace FleetWatch.Detection.Presence;

/// <summary>
/// Gaps between heartbeats in a row that are alike and far from the interval, in one byte: three of them are a new interval. A line that loses three
/// heartbeats in ten at random is taken at its word four times a week, and three gaps of the true interval put it right.
/// </summary>
internal struct AlikeGaps
{
    private const int Enough = 3;

    /// <summary>Gaps are told apart by steps of a tenth, and those a step apart are alike.</summary>
    private const double Step = 1.1;

    /// <summary>Anything shorter or longer is no usual gap: what is longer is counted as missed, each time.</summary>
    private const double UsualFrom = 0.75;
    private const double UsualUntil = 1.35;

    /// <summary>Gaps that are shorter still are heartbeats that were kept, and come one after the other.</summary>
    public const double Shortest = 0.25;
    private const int Shift = 2;
    private const int Levels = 64;
    private static readonly int Lowest = (int)Math.Round(Math.Log(Shortest, Step));

    /// <summary>The gaps' length in steps, and in the lowest two bits how many they are.</summary>
    private byte _run;

    /// <summary>The last gap was no usual one.</summary>
    public readonly bool IsOdd => _run != 0;

    /// <summary>Takes the next gap. Returns whether it is the new interval.</summary>
    public bool Take(long gap, long interval)
    {
        var ratio = gap / (double)interval;
        if (ratio is < Shortest or (> UsualFrom and < UsualUntil))
        {
            _run = 0;
            return false;
        }
        var level = Math.Min(Levels - 1, (int)Math.Round(Math.Log(ratio, Step)) - Lowest);
        var count = Math.Abs(level - (_run >> Shift)) <= 1 ? (_run & Enough) + 1 : 1;
        _run = count == Enough ? (byte)0 : (byte)(level << Shift | count);
        return count == Enough;
    }
}
