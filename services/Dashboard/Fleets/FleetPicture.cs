namespace FleetWatch.Dashboard.Fleets;

/// <summary>What every board of an organisation shows at one moment: made once, shown to all.</summary>
internal sealed record FleetPicture
{
    /// <summary>How far the feed has come; null: nothing was ever heard.</summary>
    public DateTimeOffset? At { get; init; }
    public int Pays { get; init; }
    public int Degraded { get; init; }
    public int Silent { get; init; }
    public int Unknown { get; init; }

    /// <summary>Events come from them, and the registry does not know them; they are among the four above.</summary>
    public int Unregistered { get; init; }

    /// <summary>The last 24 hours, the oldest first.</summary>
    public IReadOnlyList<FleetHour> Hours { get; init; } = [];

    /// <summary>The same hours a week before.</summary>
    public IReadOnlyList<FleetHour> WeekBefore { get; init; } = [];

    /// <summary>The latest time of which nothing was heard, within the last day.</summary>
    public FeedGap? Gap { get; init; }

    /// <summary>The same counts of each region that the registry names.</summary>
    public IReadOnlyDictionary<string, ConditionCounts> ByRegion { get; init; } = new Dictionary<string, ConditionCounts>();

    /// <summary>For somebody who is limited to these regions; hours are counted for the whole fleet only, and so are left out.</summary>
    public FleetPicture Within(IReadOnlyList<string> regions)
    {
        List<ConditionCounts> theirs = [.. regions.Distinct().Where(ByRegion.ContainsKey).Select(region => ByRegion[region])];
        return this with
        {
            Pays = theirs.Sum(counts => counts[Condition.Pays]),
            Degraded = theirs.Sum(counts => counts[Condition.Degraded]),
            Silent = theirs.Sum(counts => counts[Condition.Silent]),
            Unknown = theirs.Sum(counts => counts[Condition.Unknown]),
            Unregistered = theirs.Sum(counts => counts.Unregistered),
            ByRegion = new Dictionary<string, ConditionCounts>(),
            Hours = [],
            WeekBefore = [],
        };
    }

    public int Terminals => Pays + Degraded + Silent + Unknown;
}

/// <summary>How many terminals are in which condition.</summary>
internal sealed class ConditionCounts
{
    private readonly int[] counts = new int[Enum.GetValues<Condition>().Length];

    public int Unregistered { get; private set; }

    public int this[Condition condition] => counts[(int)condition];

    public void Add(Condition condition, bool registered)
    {
        counts[(int)condition]++;
        Unregistered += registered ? 0 : 1;
    }
}

/// <summary>An hour of the whole fleet.</summary>
public sealed record FleetHour(DateTimeOffset Hour)
{
    public long Attempts { get; init; }
    public long Approvals { get; init; }
    public long Failures { get; init; }

    /// <summary>What the failed transactions would have brought, in minor units by currency.</summary>
    public IReadOnlyDictionary<string, long> AmountMinor { get; init; } = new Dictionary<string, long>();
}

/// <summary>A time of which nothing was heard.</summary>
internal sealed record FeedGap(DateTimeOffset From, DateTimeOffset Until);
