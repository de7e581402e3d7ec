using CsCheck;
using FleetWatch.Contracts;
using FleetWatch.Reporting.Data;
using FleetWatch.Reporting.Facts;
using FleetWatch.Reporting.Weekly;
using Xunit;

namespace FleetWatch.Unit.Reporting;

public sealed class WeekFactsTests
{
    private static readonly ReportWeek Week = ReportWeek.Parse("2026-W45", SimulatedWeek.Shanghai)!;

    private static readonly Gen<TerminalEvent> Event = Gen.Select(Gen.Int[0, 400], Gen.Int[0, 5], Gen.Int[-200, 10280], Gen.Int[0, 3]).Select(TerminalEvent (id, terminal, minute, kind) =>
    {
        // One id is one event: everything else follows from it.
        (terminal, minute, kind) = (id % 6, (id * 7919 % 10480) - 200, id % 4);
        var at = Week.From.AddMinutes(minute);
        return kind switch
        {
            0 => new TransactionFailed { Id = $"e{id}", TerminalId = $"T{terminal}", OccurredAt = at, ErrorCode = "no-signal", CardRef = $"c{id % 9}", AmountMinor = id, Currency = "CNY" },
            1 => new TransactionFailed { Id = $"e{id}", TerminalId = $"T{terminal}", OccurredAt = at, ResponseCode = "51", SentAt = at.AddMinutes(1) },
            2 => new TransactionApproved { Id = $"e{id}", TerminalId = $"T{terminal}", OccurredAt = at },
            _ => new TerminalHeartbeat { Id = $"e{id}", TerminalId = $"T{terminal}", OccurredAt = at, Attempts = id % 5, Approvals = id % 3, SoftwareVersion = $"1.{id % 3}" },
        };
    });

    [Fact]
    public void Order_and_repeats_change_nothing() => Gen.Select(Event.List[0, 200], Gen.Int[0, 1 << 20]).Sample((events, seed) =>
        Said(Fold(events)) == Said(Fold([.. events.Concat(events).OrderBy(one => HashCode.Combine(StringComparer.Ordinal.GetHashCode(one.Id), seed))])));

    [Fact]
    public void Facts_of_parts_united_in_any_order_are_the_facts_of_all() => Gen.Select(Event.List[0, 200], Event.List[0, 200]).Sample((some, others) =>
    {
        var roster = Roster();
        WeekFacts Of(IEnumerable<TerminalEvent> events) => Fold(events, roster);
        var (one, other) = (Of(some), Of(others.Concat(some.Take(20))));
        var (left, right) = (Of(some), Of(others.Concat(some.Take(20))));
        one.Unite(other);
        right.Unite(left);
        var all = Said(Of(some.Concat(others)));
        return Said(one) == all && Said(right) == all;
    });

    [Fact]
    public void An_hours_line_counts_once_and_as_heard_in_both_halves()
    {
        var facts = new WeekFacts(Week, Roster());
        var hour = new HourlyActivity { TerminalId = "T1", At = Week.From.AddHours(11), Hour = Week.From.AddHours(10), Heartbeats = 4, Attempts = 7, Approvals = 6 };
        facts.Take(hour);
        facts.Take(hour with { At = hour.At.AddMinutes(5) });

        Assert.Equal(1, facts.Events);
        Assert.True(facts.AnythingHeard(20) && facts.AnythingHeard(21) && !facts.AnythingHeard(22));
        Assert.Equal(7, Report(facts).Failures.Attempts);
    }

    [Fact]
    public void Failures_of_an_hour_count_each_for_itself_and_share_its_amount()
    {
        var facts = new WeekFacts(Week, Roster());
        var hour = new HourFailures { TerminalId = "T1", Hour = Week.From.AddHours(10), Code = "91", Failures = 4, AmountMinor = 1000, Currency = "CNY" };
        facts.Take(hour);
        facts.Take(hour);
        var report = Report(facts);

        Assert.Equal((4, 4), (report.Failures.Failures, report.Technical.Failures));
        Assert.Equal((4, 4, 1000), (report.Unexplained.Failures, report.Unexplained.Customers, report.Unexplained.Amounts.Single().FailedMinor));
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void A_half_hour_of_which_nobody_listened_to_ten_minutes_says_nothing_of_who_was_silent(int minutes, bool unwatched)
    {
        var facts = new WeekFacts(Week, Roster());
        facts.TakeGap(Week.From.AddHours(10), Week.From.AddHours(10).AddMinutes(minutes));

        Assert.Equal(unwatched, facts.Unwatched(20));
        Assert.False(facts.Unwatched(21) || facts.Unwatched(19));
    }

    private static Roster Roster() => new([.. Enumerable.Range(0, 6).Select(at => new TerminalRecord { TerminalId = $"T{at}", SiteId = $"S{at / 2}" })]);

    private static WeekFacts Fold(IEnumerable<TerminalEvent> events, Roster? roster = null)
    {
        var facts = new WeekFacts(Week, roster ?? Roster());
        foreach (var next in events)
            facts.Take(next);
        return facts;
    }

    private static WeekReport Report(WeekFacts facts) =>
        new ReportMaking(new WeekFacts(Week.Previous, facts.Roster), facts, []).Of("acme", new ReportScope(ReportScopeKind.Organisation, "acme"));

    private static string Said(WeekFacts facts) => ReportJson.Of(Report(facts));
}
