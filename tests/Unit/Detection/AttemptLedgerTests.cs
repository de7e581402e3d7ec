using FleetWatch.Contracts;
using FleetWatch.Detection;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Presence;
using Xunit;

namespace FleetWatch.Unit.Detection;

public sealed class AttemptLedgerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private readonly ActivityHistory _history;
    private readonly AttemptLedger _ledger;
    private readonly PresenceWatch _presences;
    private readonly int _terminal;

    public AttemptLedgerTests()
    {
        var fleet = new FleetMap();
        fleet.Register(new TerminalRecord { TerminalId = "T1" });
        _terminal = fleet.Of("T1");
        _history = new ActivityHistory(fleet);
        _presences = new PresenceWatch(fleet, _history);
        var exposures = new Exposures(fleet);
        _ledger = new AttemptLedger(fleet, _presences, new FailureRates(new DetectionSettings(), exposures), _history, exposures);
    }

    [Fact]
    public void An_attempt_that_failed_is_one_when_its_failure_is_told_or_a_heartbeat_later()
    {
        Beat(0, attempts: 6, approvals: 2);
        Assert.Equal(2, Attempts);

        Failed(minute: 1, occurred: -3);
        Assert.Equal(3, Attempts);

        Beat(15, attempts: 0, approvals: 0);
        Assert.Equal(6, Attempts);
    }

    [Fact]
    public void A_failure_that_came_before_the_heartbeat_that_counts_it_is_not_waited_for()
    {
        Beat(0, attempts: 0, approvals: 0);
        Failed(minute: 5, occurred: 5);
        Beat(15, attempts: 3, approvals: 2);

        Assert.Equal(3, Attempts);
    }

    [Fact]
    public void A_retry_of_a_failure_that_is_still_to_be_told_is_no_attempt()
    {
        Beat(0, attempts: 2, approvals: 0);
        Failed(minute: 1, occurred: -3);
        _ledger.Retried(_terminal, Noon.AddMinutes(-2).UtcTicks);
        Beat(15, attempts: 0, approvals: 0);

        Assert.Equal(1, Attempts);
    }

    [Fact]
    public void Where_heartbeats_do_not_tell_what_passed_all_attempts_count_at_once()
    {
        Beat(0, attempts: 6, approvals: null);

        Assert.Equal(6, Attempts);
    }

    [Fact]
    public void Heartbeats_that_were_kept_and_come_together_count_one_interval()
    {
        foreach (var minute in new[] { 0, 60, 120 })
            Beat(minute, attempts: 4, approvals: 4);
        Kept(minute: 180, 3, 3, 2, 4);
        Assert.Equal(12, _presences[_terminal].LastAttempts);

        Beat(240, attempts: 5, approvals: 5);
        Assert.Equal(5, _presences[_terminal].LastAttempts);
    }

    [Fact]
    public void Heartbeats_that_were_kept_while_the_line_was_down_count_an_interval_each()
    {
        foreach (var minute in new[] { 0, 15, 30 })
            Beat(minute, attempts: 4, approvals: 4);
        Kept(minute: 90, 3, 3, 2, 4);
        Assert.Equal(4, _presences[_terminal].LastAttempts);

        Beat(105, attempts: 5, approvals: 5);
        Kept(minute: 120, 3, 2);
        Assert.Equal(5, _presences[_terminal].LastAttempts);
    }

    // A second apart, as they leave a queue.
    private void Kept(int minute, params int[] attempts)
    {
        for (var second = 0; second < attempts.Length; second++)
            Beat(minute, attempts[second], attempts[second], second);
    }

    private int Attempts => Enumerable.Range(-4, 8).Sum(quarter => _history.Attempts(_terminal, (int)(Noon.UtcTicks / ActivityHistory.QuarterTicks) + quarter));

    private void Beat(int minute, int attempts, int? approvals, int second = 0)
    {
        var at = Noon.AddMinutes(minute).AddSeconds(second);
        var since = at.UtcTicks - _presences[_terminal].LastBeat;
        _presences.Heard(_terminal, at.UtcTicks, beat: true);
        _ledger.Beat(new TerminalHeartbeat { Id = $"b{minute}", TerminalId = "T1", OccurredAt = at, Attempts = attempts, Approvals = approvals }, _terminal, at.UtcTicks, since, wasSupposed: false);
    }

    private void Failed(int minute, int occurred) => _ledger.Failed(_terminal, Noon.AddMinutes(occurred).UtcTicks, Noon.AddMinutes(minute).UtcTicks);
}
