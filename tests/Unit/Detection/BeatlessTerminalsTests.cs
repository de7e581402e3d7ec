using FleetWatch.Contracts;
using FleetWatch.Detection;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Presence;
using Xunit;

namespace FleetWatch.Unit.Detection;

/// <summary>What is supposed where nothing tells what was tried: no heartbeats, no counters, no approvals (Scenarios, too).</summary>
public sealed class BeatlessTerminalsTests
{
    private const int Terminals = 20;
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private readonly FleetMap _fleet = new();
    private readonly Exposures _exposures;
    private readonly PresenceWatch _presences;
    private readonly AttemptLedger _ledger;

    public BeatlessTerminalsTests()
    {
        for (var number = 0; number < Terminals; number++)
            _fleet.Register(new TerminalRecord { TerminalId = $"T{number}" });
        var history = new ActivityHistory(_fleet);
        _presences = new PresenceWatch(_fleet, history);
        _exposures = new Exposures(_fleet);
        _ledger = new AttemptLedger(_fleet, _presences, new FailureRates(new DetectionSettings(), _exposures), history, _exposures);
    }

    [Fact]
    public void Of_terminals_that_never_send_a_heartbeat_attempts_are_supposed_by_their_declines()
    {
        Quarters(0, 96, declinesEach: quarter => quarter % 4 == 0 ? 2 : 0);

        // Forty for each of 960 declines, and less while nothing was known.
        Assert.InRange(Attempts(Enumerable.Range(0, Terminals)), 25_000, 40_000);
        Assert.All(Enumerable.Range(0, Terminals), one => Assert.True(_presences[one].LivesUnheard && !_presences.Beatless.Tells(_presences[one])));
    }

    [Fact]
    public void Who_has_not_been_heard_for_three_days_tries_nothing()
    {
        Quarters(0, 8, declinesEach: _ => 1);
        Quarters(8, 12 + (3 * 96), declinesEach: _ => 0);
        var before = Attempts(Enumerable.Range(0, Terminals));
        Quarters(12 + (3 * 96), 16 + (3 * 96), declinesEach: _ => 0);

        Assert.Equal(before, Attempts(Enumerable.Range(0, Terminals)));
    }

    [Fact]
    public void Only_an_answer_of_a_host_shows_that_a_terminal_lives_whose_heartbeats_do_not_come()
    {
        Beat(0, minute: 0);
        Beat(0, minute: 15);
        _presences.Heard(0, At(80), beat: false);
        _ledger.Turn(At(90));
        Assert.False(_presences[0].LivesUnheard);

        _presences.Beatless.Answered(0, At(91));
        _ledger.Turn(At(105));
        Assert.True(_presences[0].LivesUnheard);
        Assert.False(_presences.Beatless.Tells(_presences[0]));

        Beat(0, minute: 106);
        Assert.False(_presences[0].LivesUnheard);
        Assert.True(_presences.Beatless.Tells(_presences[0]));
    }

    [Fact]
    public void What_a_heartbeat_counts_after_its_time_was_supposed_counts_no_second_time()
    {
        Beat(0, minute: 0);
        Beat(0, minute: 15);
        _presences.Beatless.Answered(0, At(91));
        _ledger.Turn(At(105));
        var before = Attempts([0]);

        Beat(0, minute: 110);
        Assert.Equal(before, Attempts([0]));
        Beat(0, minute: 125);
        Assert.Equal(before + 4, Attempts([0]));
    }

    [Fact]
    public void Where_heartbeats_that_counted_are_away_approvals_count_if_they_come()
    {
        Beat(0, minute: 0);
        Beat(0, minute: 15);
        _ledger.Approved(0, At(20), At(20));
        _presences.Beatless.Answered(0, At(91));
        var before = Attempts([0]);
        _ledger.Turn(At(105));
        _ledger.Approved(0, At(106), At(106));

        Assert.True(_presences[0].LivesUnheard && _presences.Beatless.Tells(_presences[0]));
        Assert.Equal(before + 1, Attempts([0]));
    }

    [Fact]
    public void Declines_without_any_approval_show_that_approvals_are_not_told_any_more()
    {
        for (var minute = 0; minute < 40; minute++)
            _ledger.Approved(minute % Terminals, At(minute), At(minute));
        Decline([0, 1, 2, 3]);
        Assert.True(_presences.Beatless.Tells(_presences[0]));
        Decline([4]);
        Assert.All(Enumerable.Range(0, Terminals), one => Assert.False(_presences.Beatless.Tells(_presences[one])));
        var before = Attempts([7]);

        _ledger.Approved(7, At(50), At(400));
        Assert.Equal(before, Attempts([7]));
        Assert.False(_presences.Beatless.Tells(_presences[7]));

        _ledger.Approved(7, At(400), At(401));
        Assert.Equal(before + 1, Attempts([7]));
        Assert.True(_presences.Beatless.Tells(_presences[7]));
    }

    [Fact]
    public void How_many_say_no_more_what_they_try_is_known_once_a_quarter_of_an_hour()
    {
        for (var number = 0; number < 10; number++)
        {
            Beat(number, minute: 0);
            Beat(number, minute: 15);
        }
        _presences.Heard(10, At(15), beat: true); // it has never counted anything
        _ledger.Turn(At(16));
        Assert.Equal(0, _presences.Beatless.AttemptsUntold);

        for (var number = 0; number < 10; number++)
            Beat(number, minute: 30, attempts: number < 3 ? null : 4);
        Assert.Equal(0, _presences.Beatless.AttemptsUntold);
        _ledger.Turn(At(31));
        Assert.Equal(0.3, _presences.Beatless.AttemptsUntold);

        Beat(0, minute: 45);
        _ledger.Turn(At(46));
        Assert.Equal(0.2, _presences.Beatless.AttemptsUntold);
    }

    [Fact]
    public void One_terminal_whose_approvals_stop_is_known_by_three_declines()
    {
        for (var minute = 0; minute < 40; minute++)
            _ledger.Approved(minute % 2, At(minute), At(minute));
        for (var left = 3; left > 0; left--)
        {
            Assert.True(_presences.Beatless.Tells(_presences[0]));
            Decline([0]);
            _ledger.Approved(1, At(50), At(50));
        }
        Assert.False(_presences.Beatless.Tells(_presences[0]));
        Assert.True(_presences.Beatless.Tells(_presences[1]));
    }

    [Fact]
    public void Of_a_carrier_whose_heartbeats_all_come_at_once_what_was_tried_since_is_no_secret()
    {
        for (var number = 0; number < Terminals; number++)
        {
            Beat(number, minute: 0);
            Beat(number, minute: 15);
            _presences[number].LastAttempts = 6;
        }
        var fleet = _fleet.Group(_fleet.GroupOf(ScopeKind.Fleet, FleetMap.WholeFleet));

        Assert.Equal(Terminals, _presences.Traffic.Of(fleet, At(20), onlyWhileHeard: true).Untold, 1e-9);
        for (var number = 0; number < Terminals; number++)
            _presences.Heard(number, At(15) + (number * TimeSpan.TicksPerMinute * 3 / 4), beat: true);
        Assert.InRange(_presences.Traffic.Of(fleet, At(30), onlyWhileHeard: true).Untold, 0, 1e-9);
    }

    private static long At(int minute) => Noon.AddMinutes(minute).UtcTicks;

    private double Attempts(IEnumerable<int> terminals) => terminals.Sum(_exposures.At);

    private void Decline(int[] terminals)
    {
        foreach (var terminal in terminals)
            _ledger.Declined(terminal);
    }

    private void Beat(int terminal, int minute, int? attempts = 4)
    {
        var wasSupposed = _presences[terminal].LivesUnheard;
        _presences.Heard(terminal, At(minute), beat: true);
        _ledger.Beat(new TerminalHeartbeat { Id = $"{minute}", TerminalId = $"T{terminal}", OccurredAt = Noon.AddMinutes(minute), Attempts = attempts, Approvals = attempts }, terminal, At(minute), 15 * TimeSpan.TicksPerMinute, wasSupposed);
    }

    private void Quarters(int from, int until, Func<int, int> declinesEach)
    {
        for (var quarter = from; quarter < until; quarter++)
        {
            for (var terminal = 0; terminal < Terminals; terminal++)
            {
                for (var left = declinesEach(quarter); left > 0; left--)
                {
                    _presences.Heard(terminal, At(quarter * 15) + 1, beat: false);
                    _ledger.Declined(terminal);
                }
            }
            _ledger.Turn(At((quarter * 15) + 14));
        }
    }
}
