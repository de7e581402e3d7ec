using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Detection;

namespace FleetWatch.Load.Core;

/// <summary>Two fifths of a fleet are one site, whose line goes dead at once: no heartbeat of them comes any more, those of the others go on.</summary>
internal sealed class DarkSite
{
    private const int Dark = 2;
    private const int Of = 5;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Known = TimeSpan.FromHours(26);
    private readonly int _terminals;
    private readonly FleetDetector _detector = new("dark", new DetectionSettings());
    private DateTimeOffset _now = new(2026, 11, 4, 0, 0, 0, TimeSpan.Zero);
    private long _number;

    public DarkSite(int terminals)
    {
        _terminals = terminals;
        for (var terminal = 0; terminal < terminals; terminal++)
        {
            var record = CoreFleet.Record(terminal);
            if (IsDark(terminal))
                record = record with { SiteId = "DARK", MerchantId = "DARK" };
            _detector.Apply(new TerminalRegistered { TerminalId = record.TerminalId, At = _now, Terminal = record });
        }
        for (var end = _now + Known; _now < end;)
            Minute(dark: false);
    }

    public List<FindingEvent> Told { get; } = [];

    /// <returns>Seconds of processor time that each minute takes.</returns>
    public IEnumerable<double> Play(int minutes)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            var before = Environment.CpuUsage.TotalTime;
            Told.AddRange(Minute(dark: true));
            yield return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        }
    }

    private static bool IsDark(int terminal) => terminal % Of < Dark;

    // Each terminal in its own minute of the quarter of an hour.
    private IReadOnlyList<FindingEvent> Minute(bool dark)
    {
        var turns = (int)Interval.TotalMinutes;
        for (var terminal = (int)(_now.Ticks / TimeSpan.TicksPerMinute % turns); terminal < _terminals; terminal += turns)
        {
            if (!dark || !IsDark(terminal))
                _detector.Observe(Beat(terminal), _now);
        }
        _now += TimeSpan.FromMinutes(1);
        return _detector.Advance(_now).Findings;
    }

    private TerminalHeartbeat Beat(int terminal) => new()
    {
        Id = (_number++).ToString("x12", CultureInfo.InvariantCulture),
        TerminalId = CoreFleet.TerminalId(terminal),
        OccurredAt = _now,
        Attempts = 2,
        Approvals = 2,
    };
}
