using FleetWatch.Reporting.Facts;

namespace FleetWatch.Reporting.Costs;

/// <summary>One terminal's week in numbers.</summary>
internal struct TerminalTotals
{
    /// <summary>As its heartbeats counted them; where none did, hosts' approvals and failures together.</summary>
    public int Attempts;
    public int Failures;

    /// <summary>Failures that are not the card's or the bank's everyday business.</summary>
    public int Technical;
}

/// <summary>Attempts and failures of one week by terminal and by day.</summary>
internal sealed class WeekTotals
{
    private readonly TerminalTotals[] _terminals;
    private readonly TerminalTotals[] _days = new TerminalTotals[7];
    private readonly byte[] _dayOfHour;

    public WeekTotals(WeekFacts facts, Func<int, bool> included, bool[] everydayFamilies)
    {
        _terminals = new TerminalTotals[facts.Roster.Count];
        _dayOfHour = [.. Enumerable.Range(0, facts.Week.Hours + 1).Select(hour => (byte)facts.Week.DayOf(facts.Week.From.AddHours(hour)))];
        var counts = new bool[facts.Roster.Count];
        for (var at = 0; at < facts.Counts.Count; at++)
            counts[facts.Counts[at].Terminal] |= facts.Counts[at].Attempts >= 0;
        for (var terminal = 0; terminal < facts.Roster.Count; terminal++)
            counts[terminal] |= facts.Hours.Has(terminal);
        for (var at = 0; at < facts.Counts.Count; at++)
        {
            ref var row = ref facts.Counts[at];
            if (included(row.Terminal) && row.Attempts >= 0 == counts[row.Terminal])
                Add(row.Terminal, row.Millisecond, new TerminalTotals { Attempts = Math.Max(row.Attempts, row.Approvals) });
        }
        for (var terminal = 0; terminal < facts.Roster.Count; terminal++)
            if (facts.Hours.Has(terminal) && included(terminal))
                foreach (var (hour, attempts) in facts.Hours.Of(terminal))
                    Add(terminal, hour * 3_600_000, new TerminalTotals { Attempts = attempts });
        for (var at = 0; at < facts.Failures.Count; at++)
        {
            ref var row = ref facts.Failures[at];
            if (included(row.Terminal))
                Add(row.Terminal, row.Millisecond, new TerminalTotals { Attempts = counts[row.Terminal] ? 0 : 1, Failures = 1, Technical = everydayFamilies[row.Family] ? 0 : 1 });
        }
    }

    public ref readonly TerminalTotals this[int terminal] => ref _terminals[terminal];

    public IReadOnlyList<TerminalTotals> Days => _days;

    public TerminalTotals All()
    {
        var all = default(TerminalTotals);
        foreach (var day in _days)
            Sum(ref all, day);
        return all;
    }

    /// <summary>Day of the week, Monday is 0, at a millisecond of the week.</summary>
    public int DayOf(int millisecond) => _dayOfHour[millisecond / 3_600_000];

    private void Add(int terminal, int millisecond, in TerminalTotals more)
    {
        Sum(ref _terminals[terminal], more);
        Sum(ref _days[DayOf(millisecond)], more);
    }

    private static void Sum(ref TerminalTotals total, in TerminalTotals more)
    {
        total.Attempts += more.Attempts;
        total.Failures += more.Failures;
        total.Technical += more.Technical;
    }
}
