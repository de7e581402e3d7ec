using FleetWatch.Contracts;
using FleetWatch.Detection;
using FleetWatch.Detection.Findings;
using Xunit;

namespace FleetWatch.Unit.Detection;

/// <summary>Of a large fleet more fails in a moment than a window looks back: the whole is told, at once, and not its parts.</summary>
public sealed class FastTroubleTests
{
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(70);
    private static readonly DateTimeOffset Start = new(2026, 11, 4, 2, 0, 30, TimeSpan.Zero);
    private readonly List<string> terminals = [];
    private DateTimeOffset now = Start;
    private int count;

    [Fact]
    public void A_site_that_fails_many_times_a_second_is_one_finding()
    {
        var detector = Fleet(sites: 4, each: 6, new DetectionSettings { LeastDuration = TimeSpan.FromSeconds(5) });

        var opened = Play(detector, TimeSpan.FromSeconds(10), terminal => terminal.StartsWith("T1-", StringComparison.Ordinal), "connect-timeout");

        var finding = Assert.Single(opened).Finding;
        Assert.Equal((Causes.SiteNetwork, "S1"), (finding.Cause, finding.Scope.Key));
    }

    [Fact]
    public void A_carrier_that_fails_hundreds_of_times_a_second_is_one_finding()
    {
        var detector = Fleet(sites: 20, each: 2, new DetectionSettings { LeastDuration = TimeSpan.FromSeconds(4) });

        var opened = Play(detector, TimeSpan.FromSeconds(7), OnCarrier, "connect-timeout");

        var finding = Assert.Single(opened).Finding;
        Assert.Equal((Causes.CarrierOutage, "cmcc/north"), (finding.Cause, finding.Scope.Key));
    }

    [Fact]
    public void A_trouble_that_fails_hundreds_of_times_a_second_is_told_in_time_at_a_bounded_cost()
    {
        var settings = new DetectionSettings();
        var detector = Fleet(sites: 20, each: 2, settings);
        var (began, before, played) = (now, detector.Visited, settings.LeastDuration + TimeSpan.FromSeconds(10));

        var opened = Play(detector, played, OnCarrier, "connect-timeout");

        var finding = Assert.Single(opened).Finding;
        Assert.Equal((Causes.CarrierOutage, "cmcc/north"), (finding.Cause, finding.Scope.Key));
        Assert.InRange(finding.OpenedAt, began, began + settings.LeastDuration + TimeSpan.FromSeconds(5));
        // What a minute and the time played bring, and one last thought of all that failed.
        Assert.InRange(detector.Visited - before, 0, (long)(Effort.Most + (played.TotalSeconds * Effort.VisitsPerSecond * 2)));
    }

    [Fact]
    public void A_suspicion_that_waits_is_thought_over_after_a_restart_as_if_there_had_been_none()
    {
        var unbroken = Fleet(sites: 20, each: 2, new DetectionSettings { LeastDuration = TimeSpan.FromSeconds(100) });
        Play(unbroken, TimeSpan.FromSeconds(80), OnCarrier, "connect-timeout");
        using var checkpoint = new MemoryStream();
        unbroken.Save(checkpoint);
        checkpoint.Position = 0;
        var restarted = FleetDetector.Load(checkpoint, "acme", unbroken.Settings);
        var (at, number) = (now, count);

        var told = Play(unbroken, TimeSpan.FromSeconds(30), OnCarrier, "connect-timeout");
        (now, count) = (at, number);
        var toldAgain = Play(restarted, TimeSpan.FromSeconds(30), OnCarrier, "connect-timeout");

        Assert.Single(told);
        Assert.Equivalent(told, toldAgain, strict: true);
        using var states = new MemoryStream();
        unbroken.Save(states);
        using var again = new MemoryStream();
        restarted.Save(again);
        Assert.Equal(states.ToArray(), again.ToArray());
    }

    private static bool OnCarrier(string terminal) => terminal.StartsWith("T1", StringComparison.Ordinal);

    private FleetDetector Fleet(int sites, int each, DetectionSettings settings)
    {
        var detector = new FleetDetector("acme", settings);
        for (var site = 1; site <= sites; site++)
            for (var terminal = 1; terminal <= each; terminal++)
            {
                var record = new TerminalRecord
                {
                    TerminalId = $"T{site}-{terminal}",
                    MerchantId = $"M{site}",
                    SiteId = $"S{site}",
                    Model = "S90",
                    SoftwareVersion = "3.2.4",
                    Carrier = OnCarrier($"T{site}-{terminal}") ? "cmcc" : "wired",
                    Region = "north",
                    TimeZone = "Asia/Shanghai",
                };
                detector.Apply(new TerminalRegistered { TerminalId = record.TerminalId, At = now, Terminal = record });
                terminals.Add(record.TerminalId);
            }
        Play(detector, Round * 5, _ => false, "none");
        return detector;
    }

    private List<FindingOpened> Play(FleetDetector detector, TimeSpan time, Func<string, bool> fails, string error)
    {
        List<FindingOpened> opened = [];
        for (var end = now + time; now < end; now += Round)
        {
            foreach (var terminal in terminals)
            {
                count++;
                detector.Observe(fails(terminal) ? Failure(terminal, error) : Beat(terminal), now);
            }
            opened.AddRange(detector.Advance(now).Findings.OfType<FindingOpened>());
        }
        return opened;
    }

    private TransactionFailed Failure(string terminal, string error) =>
        new() { Id = $"f{count}", TerminalId = terminal, OccurredAt = now, ErrorCode = error, EntryMode = "05", CardRef = $"c{count}" };

    private TerminalHeartbeat Beat(string terminal) => new() { Id = $"b{count}", TerminalId = terminal, OccurredAt = now, Attempts = 4, Approvals = 4 };
}
