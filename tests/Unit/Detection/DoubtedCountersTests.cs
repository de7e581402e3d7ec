using FleetWatch.Contracts;
using FleetWatch.Detection;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Presence;
using Xunit;

namespace FleetWatch.Unit.Detection;

public sealed class DoubtedCountersTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private readonly FleetMap _fleet = new();
    private readonly PresenceWatch _presences;
    private readonly Exposures _exposures;
    private readonly int _terminal;
    private AttemptLedger _ledger;
    private int _beats;
    private DateTimeOffset _now = Noon;

    public DoubtedCountersTests()
    {
        _fleet.Register(new TerminalRecord { TerminalId = "T1" });
        _terminal = _fleet.Of("T1");
        _presences = new PresenceWatch(_fleet, new ActivityHistory(_fleet));
        _exposures = new Exposures(_fleet);
        _ledger = Ledger();
    }

    private bool IsBelieved => _presences[_terminal].BeatsCount;

    [Fact]
    public void Counters_that_stay_at_nothing_while_failures_come_are_not_believed()
    {
        Opens();
        for (var round = 1; round <= 3; round++)
        {
            Assert.True(IsBelieved);
            Fail();
            Beat(attempts: 0);
            Beat(attempts: 0);
        }
        Assert.False(IsBelieved);
        Assert.False(_presences.HasTold(_terminal, Noon.UtcTicks));
    }

    [Fact]
    public void Counters_that_never_counted_anything_are_not_believed_after_one_failure()
    {
        Opens(attempts: 0);
        Assert.True(IsBelieved);
        Fail();
        Beat(attempts: 0);

        Assert.False(IsBelieved);
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(1, 3)]
    public void An_outage_is_believed_also_where_two_tell_of_each_attempt(int attempts, int failures)
    {
        Opens();
        for (var round = 0; round < 20; round++)
        {
            Fail(failures);
            Beat(attempts);
            Assert.True(IsBelieved);
        }
    }

    [Fact]
    public void A_quiet_shop_is_believed()
    {
        Opens();
        for (var round = 0; round < 50; round++)
            Beat(attempts: 0);

        Assert.True(IsBelieved);
    }

    [Fact]
    public void One_true_heartbeat_in_between_takes_the_doubt_away()
    {
        Opens();
        for (var round = 0; round < 10; round++)
        {
            Fail();
            Beat(attempts: round % 3 == 2 ? 1 : 0);
            Assert.True(IsBelieved);
        }
    }

    [Fact]
    public void Failures_that_are_told_after_their_heartbeat_are_no_doubt()
    {
        Opens();
        for (var round = 0; round < 10; round++)
        {
            Beat(attempts: 0);
            Fail(minutesAgo: 20);
        }
        Assert.True(IsBelieved);
    }

    [Fact]
    public void After_lost_heartbeats_and_after_a_start_counters_may_tell_less()
    {
        Opens();
        for (var round = 0; round < 10; round++)
        {
            Fail();
            Beat(attempts: 0, minutes: 30);
            Fail();
            Beat(attempts: 0, uptime: 60);
        }
        Assert.True(IsBelieved);
    }

    [Fact]
    public void Three_true_heartbeats_are_believed_again_also_after_a_restart_of_ours()
    {
        Opens();
        for (var round = 0; round < 3; round++)
        {
            Fail();
            Beat(attempts: 0);
        }
        Fail();
        Beat(attempts: 2);
        using var state = new MemoryStream();
        _ledger.Write(new BinaryWriter(state));
        state.Position = 0;
        _ledger = Ledger();
        _ledger.Read(new BinaryReader(state));

        Beat(attempts: 2);
        Assert.False(IsBelieved);
        Beat(attempts: 2);
        Assert.True(IsBelieved);
        Fail();
        Beat(attempts: 0);
        Assert.True(IsBelieved);
    }

    [Fact]
    public void Where_approvals_are_told_one_by_one_they_count_and_so_do_failures()
    {
        Opens();
        for (var round = 0; round < 3; round++)
        {
            Fail();
            Beat(attempts: 0);
        }
        _ledger.Approved(_terminal, _now.UtcTicks, _now.UtcTicks);
        var before = _presences[_terminal].HourAttempts;
        Fail();
        Beat(attempts: 0);

        Assert.Equal((true, before + 1), (_presences.Beatless.Tells(_presences[_terminal]), _presences[_terminal].HourAttempts));
    }

    private void Opens(int attempts = 5)
    {
        Beat(attempts);
        Beat(attempts);
    }

    private AttemptLedger Ledger() =>
        new(_fleet, _presences, new FailureRates(new DetectionSettings(), _exposures), new ActivityHistory(_fleet), _exposures);

    private void Fail(int failures = 1, int minutesAgo = 0)
    {
        for (var number = 0; number < failures; number++)
            _ledger.Failed(_terminal, _now.AddMinutes(1 - minutesAgo).UtcTicks, _now.AddMinutes(1).UtcTicks);
    }

    private void Beat(int attempts, int minutes = 15, int? uptime = 100_000)
    {
        _now += TimeSpan.FromMinutes(minutes);
        var since = _now.UtcTicks - _presences[_terminal].LastBeat;
        _presences.Heard(_terminal, _now.UtcTicks, beat: true);
        _ledger.Beat(new TerminalHeartbeat { Id = $"b{++_beats}", TerminalId = "T1", OccurredAt = _now, Attempts = attempts, Approvals = 0, UptimeSeconds = uptime }, _terminal, _now.UtcTicks, since, wasSupposed: false);
    }
}
