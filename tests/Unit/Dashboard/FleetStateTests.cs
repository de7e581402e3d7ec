using CsCheck;
using FleetWatch.Contracts;
using FleetWatch.Dashboard.Fleets;
using Xunit;

namespace FleetWatch.Unit.Dashboard;

public sealed class FleetStateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_terminal_that_is_heard_pays_and_one_that_only_the_registry_knows_is_unknown()
    {
        var state = State();
        state.Take(Registered("T1"));
        state.Take(Registered("T2"));

        Take(state, Beat("T1", Noon));

        Assert.Equal((1, 0, 0, 1), Counts(state.Picture()));
    }

    [Fact]
    public void A_region_counts_its_own_terminals_and_those_that_moved_there()
    {
        var state = State();
        state.Take(Registered("T1") with { Terminal = new TerminalRecord { TerminalId = "T1", Region = "Hainan" } });
        state.Take(Registered("T2") with { Terminal = new TerminalRecord { TerminalId = "T2", Region = "Sichuan" } });
        state.Take(Registered("T3"));
        foreach (var terminal in (string[])["T1", "T2", "T3"])
            Take(state, Beat(terminal, Noon));
        Assert.Equal((1, 0, 0, 0), Counts(state.Picture().Within(["Hainan"])));
        Assert.Equal((0, 0, 0, 0), Counts(state.Picture().Within(["Yunnan"])));

        state.Take(new TerminalChanged { TerminalId = "T2", At = Noon, Change = RegistryChange.Corrected, Terminal = new TerminalRecord { TerminalId = "T2", Region = "Hainan" } });

        Assert.Equal((2, 0, 0, 0), Counts(state.Picture().Within(["Hainan", "Hainan"])));
        Assert.Equal((3, 0, 0, 0), Counts(state.Picture()));
    }

    [Fact]
    public void Three_failures_in_half_an_hour_make_it_degraded_for_as_long_as_they_are_recent()
    {
        var state = State();
        for (var minute = 0; minute < 3; minute++)
            Take(state, Failure("T1", Noon.AddMinutes(minute)));
        Assert.Equal((0, 1, 0, 0), Counts(state.Picture()));

        Take(state, Beat("T1", Noon.AddMinutes(40)));

        Assert.Equal((1, 0, 0, 0), Counts(state.Picture()));
    }

    [Fact]
    public void It_falls_silent_by_the_feeds_clock_and_not_while_the_feed_stands_still()
    {
        var state = State();
        Take(state, Beat("T1", Noon));
        Assert.Equal((1, 0, 0, 0), Counts(state.Picture()));

        var gap = state.MoveTo(Noon.AddMinutes(11));

        Assert.Equal((0, 0, 1, 0), Counts(state.Picture()));
        Assert.Equal(new FeedGap(Noon, Noon.AddMinutes(11)), gap);
    }

    [Fact]
    public void A_shop_that_is_never_heard_at_night_is_not_silent_then()
    {
        var state = State();
        for (var hour = 0; hour < 34; hour++)
            if ((12 + hour) % 24 is >= 9 and < 21)
                for (var beat = 0; beat < 12; beat++)
                    Take(state, Beat("T1", Noon.AddHours(hour).AddMinutes(beat * 5)));

        state.MoveTo(Noon.AddHours(35));

        Assert.Equal((0, 0, 0, 1), Counts(state.Picture()));
    }

    [Fact]
    public void Approvals_that_a_host_reports_are_not_counted_beside_a_terminals_own_counters()
    {
        var state = State();
        var facts = new HourFacts();
        state.Take(Beat("T1", Noon), Noon, facts);
        state.Take(new TransactionApproved { Id = "a", TerminalId = "T1", OccurredAt = Noon }, Noon, facts);
        state.Take(new TransactionApproved { Id = "b", TerminalId = "T2", OccurredAt = Noon }, Noon, facts);

        Assert.Equal([("T1", 4, 4), ("T2", 1, 1)], facts.All.Select(fact => (fact.TerminalId, fact.Attempts, fact.Approvals)));
    }

    [Fact]
    public void The_minutes_of_a_silence_go_to_the_hours_that_they_lie_in()
    {
        var facts = new HourFacts();

        facts.AddSilence("T1", Noon.AddMinutes(50), Noon.AddMinutes(130), hour => hour != Noon.AddHours(1));

        Assert.Equal([(Noon, 10), (Noon.AddHours(2), 10)], facts.All.Select(fact => (fact.Hour, fact.SilentMinutes)));
    }

    [Fact]
    public void A_clock_that_is_years_wrong_does_not_put_facts_into_another_year()
    {
        var facts = new HourFacts();

        facts.Add(Failure("T1", Noon.AddYears(9)), Noon, counts: false);

        Assert.Equal(Noon, Assert.Single(facts.All).Hour);
    }

    [Fact]
    public void Facts_are_the_same_in_any_order()
    {
        var failures = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 300], Gen.Long[0, 99_999],
            (terminal, minute, amount) => (TerminalEvent)(Failure($"T{terminal}", Noon.AddMinutes(minute)) with { AmountMinor = amount })).Array[0, 40];

        failures.Sample(given => Assert.Equal(Sums(given), Sums([.. given.Reverse()])));
    }

    private static List<(string, DateTimeOffset, int, long)> Sums(TerminalEvent[] events)
    {
        var facts = new HourFacts();
        foreach (var happened in events)
            facts.Add(happened, Noon.AddHours(6), counts: false);
        return [.. facts.All.Select(fact => (fact.TerminalId, fact.Hour, fact.Failures, fact.BySymptom.Values.Sum(sum => sum.AmountMinor))).Order()];
    }

    private static FleetState State() => new(TimeZoneInfo.Utc);

    private static void Take(FleetState state, TerminalEvent happened)
    {
        state.Take(happened, happened.OccurredAt, new HourFacts());
        state.MoveTo(happened.OccurredAt);
    }

    private static (int Pays, int Degraded, int Silent, int Unknown) Counts(FleetPicture picture) => (picture.Pays, picture.Degraded, picture.Silent, picture.Unknown);

    private static TerminalRegistered Registered(string id) => new() { TerminalId = id, At = Noon, Terminal = new TerminalRecord { TerminalId = id } };

    private static TerminalHeartbeat Beat(string id, DateTimeOffset at) => new() { Id = $"{id}-{at:O}", TerminalId = id, OccurredAt = at, Attempts = 4, Approvals = 4 };

    private static TransactionFailed Failure(string id, DateTimeOffset at) =>
        new() { Id = $"{id}-{at:O}", TerminalId = id, OccurredAt = at, ResponseCode = "91", AmountMinor = 100, Currency = "CNY" };
}
