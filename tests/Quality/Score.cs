namespace FleetWatch.Quality;

/// <summary>How well a detector did on one scenario or several.</summary>
internal sealed record Score(int Seen, int Found, int Right, int Pages, int Matched, int Repeats, int Parts, int False, double ThousandTerminalWeeks,
    IReadOnlyList<double> DelayMinutes, IReadOnlyList<int> DelayEvents)
{
    public double RightShare => Seen == 0 ? 1 : Right / (double)Seen;
    public double Precision => Pages == 0 ? 1 : Matched / (double)Pages;
    public double PagesPerIncident => Matched == 0 ? Pages : Pages / (double)Matched;
    public double FalseRate => False / ThousandTerminalWeeks;
    public double MedianEvents => Median([.. DelayEvents.Select(events => (double)events)]);
    public double MedianMinutes => Median(DelayMinutes);

    /// <summary>Several weeks as one.</summary>
    public static Score Sum(IEnumerable<Score> scores) => scores.Aggregate(new Score(0, 0, 0, 0, 0, 0, 0, 0, 0, [], []), (all, one) => new Score(
        all.Seen + one.Seen, all.Found + one.Found, all.Right + one.Right, all.Pages + one.Pages, all.Matched + one.Matched, all.Repeats + one.Repeats,
        all.Parts + one.Parts, all.False + one.False, all.ThousandTerminalWeeks + one.ThousandTerminalWeeks,
        [.. all.DelayMinutes, .. one.DelayMinutes], [.. all.DelayEvents, .. one.DelayEvents]));

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"right {Right}/{Seen} = {RightShare:0.000} · scope {Found}/{Seen} · pages {Pages} (repeats {Repeats}, parts {Parts}, false {False}) · " +
        $"precision {Precision:0.000} · pages per incident {PagesPerIncident:0.00} · false per 1,000 terminal weeks {FalseRate:0.00} · " +
        $"median delay {MedianMinutes:0} min, {MedianEvents:0} events");

    private static double Median(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
            return 0;
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
