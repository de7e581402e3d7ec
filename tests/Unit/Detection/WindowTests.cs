using FleetWatch.Contracts;
using FleetWatch.Detection.Attribution;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Causes;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Presence;
using FleetWatch.Detection.Symptoms;
using Xunit;

namespace FleetWatch.Unit.Detection;

public sealed class WindowTests
{
    private const double Rate = 0.01;
    private static readonly long Quarter = new DateTime(2026, 3, 4, 12, 0, 0, DateTimeKind.Utc).Ticks;

    [Fact]
    public void What_passed_in_the_quarter_hour_of_the_start_may_have_passed_before_it()
    {
        var (log, strength, from) = Best(passedIn: 0);

        Assert.Equal((0.95, 0), (strength, from));
        Assert.Equal(Hits(0.95) + (6 * Math.Log(1 - (0.95 / 3))), log, 6);
    }

    [Fact]
    public void What_passed_after_it_speaks_against_the_cause_in_full()
    {
        var (log, strength, from) = Best(passedIn: 1);

        Assert.Equal((0.8, 0), (strength, from));
        Assert.Equal(Hits(0.8) + (6 * Math.Log(1 - 0.8)), log, 6);
    }

    // Three failures ten minutes into a quarter hour; six attempts that no failure belongs to.
    private static (double Log, double Strength, int From) Best(int passedIn)
    {
        var fleet = new FleetMap();
        fleet.Register(new TerminalRecord { TerminalId = "T1" });
        var terminal = fleet.Of("T1");
        var history = new ActivityHistory(fleet);
        var presence = new PresenceWatch(fleet, history);
        presence[terminal].ApprovalsTold = true;
        var start = Quarter + TimeSpan.FromMinutes(10).Ticks;
        history.Add(terminal, start, 3, 0);
        history.Add(terminal, Quarter + (passedIn * ActivityHistory.QuarterTicks), 6, 0);
        var exposure = new Exposure();
        exposure.Load(history, fleet.Group(fleet.Seat(terminal).OfKind(ScopeKind.Terminal)), Quarter + (2 * ActivityHistory.QuarterTicks), Quarter);
        List<Observation> failures = [.. Enumerable.Range(0, 3).Select(_ => new Observation(start, terminal, -1, Symptom.ConnectTimeout, 0, Rate, 0))];
        return Window.Best(SiteNetwork.Signature, failures, exposure, presence);
    }

    private static double Hits(double strength) => 3 * Math.Log(1 - strength + (strength * SiteNetwork.Signature.ShareOf(Symptom.ConnectTimeout) / Rate));
}
