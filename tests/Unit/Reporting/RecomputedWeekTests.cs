using FleetWatch.Contracts;
using FleetWatch.Explaining.Refusals;
using FleetWatch.Reporting.Costs;
using FleetWatch.Reporting.Statistics;
using FleetWatch.Reporting.Weekly;
using FleetWatch.Simulator.Simulate;
using Xunit;

namespace FleetWatch.Unit.Reporting;

/// <summary>Every count of a whole week, from its raw events once more.</summary>
public sealed class RecomputedWeekTests : IClassFixture<RecomputedWeekTests.Fortnight>
{
    private readonly SimulatedWeek _week;
    private readonly WeekReport _report;
    private readonly BruteForce _again;

    public RecomputedWeekTests(Fortnight fortnight) => (_week, _report, _again) = (fortnight.Week, fortnight.Report, fortnight.Again);

    [Fact]
    public void Attempts_and_failures_are_those_of_the_raw_events()
    {
        Assert.NotEmpty(_again.Failures);
        Assert.Equal(_again.Failures.Count, _report.Failures.Failures);
        Assert.Equal(_again.Failures.Count(BruteForce.IsTechnical), _report.Technical.Failures);
        Assert.Equal(_again.Attempts(), _report.Failures.Attempts);
        Assert.Equal(_again.Failures.Count / (double)_again.Attempts(), _report.Failures.Change.Now);
    }

    [Fact]
    public void Every_day_is_that_of_the_raw_events()
    {
        foreach (var (day, at) in _report.Days.Select((day, at) => (day, at)))
        {
            Assert.Equal(_again.Attempts(at), day.Attempts);
            Assert.Equal(_again.Failures.Count(one => BruteForce.Day(one.OccurredAt) == at), day.Failures);
            Assert.Equal(_again.Failures.Count(one => BruteForce.Day(one.OccurredAt) == at && BruteForce.IsTechnical(one)), day.Technical);
            Assert.Equal(Minutes('a', at), day.AvailableMinutes);
            Assert.Equal(Minutes('s', at), day.SilentMinutes);
        }
    }

    [Fact]
    public void Availability_is_that_of_the_raw_events()
    {
        Assert.True(_report.Availability.SilentMinutes > 0);
        Assert.Equal(new Availability(Minutes('a') + Minutes('s'), Minutes('a'), Minutes('s'), 0), _report.Availability);
    }

    /// <summary>The ratio estimator's variance over sites and over days by hand, against Student's table.</summary>
    [Fact]
    public void The_verdicts_on_the_rates_follow_from_the_raw_events()
    {
        foreach (var (told, counted) in new[] { (_report.Failures, (Func<TransactionFailed, bool>)(_ => true)), (_report.Technical, BruteForce.IsTechnical) })
        {
            var cells = _again.Cells(counted).ToList();
            double Sum(bool before, Func<(string Site, int Day, double Failures, double Attempts, bool Before), double> of) => cells.Where(one => one.Before == before).Sum(of);
            var (tried, triedBefore) = (Sum(false, one => one.Attempts), Sum(true, one => one.Attempts));
            var (rate, rateBefore) = (Sum(false, one => one.Failures) / tried, Sum(true, one => one.Failures) / triedBefore);
            (double Error, double Critical) Spread(IEnumerable<IGrouping<object, (string Site, int Day, double Failures, double Attempts, bool Before)>> groups, Func<int, double> critical)
            {
                var parts = groups.Select(group => group.Sum(one => one.Before ? -(one.Failures - (rateBefore * one.Attempts)) / triedBefore : (one.Failures - (rate * one.Attempts)) / tried)).ToList();
                return (Math.Sqrt(parts.Sum(part => part * part) * parts.Count / (parts.Count - 1.0)), critical(parts.Count - 1));
            }
            var (sites, days) = (Spread(cells.GroupBy(one => (object)one.Site), degrees => degrees < 20 ? 0 : 1.96 + (2.4 / degrees)), Spread(cells.GroupBy(one => (object)one.Day), _ => 2.4469));
            var margin = Math.Max(sites.Error * sites.Critical, days.Error * days.Critical);
            var difference = rate - rateBefore;

            Assert.Equal(difference, told.Change.Now!.Value - told.Change.Before!.Value, 9); // Both weeks have attempts.
            Assert.InRange(((told.Change.High!.Value - told.Change.Low!.Value) / 2) / margin, 0.99, 1.01); // And groups to compare.
            Assert.Equal(Math.Abs(difference) > margin ? difference > 0 ? ChangeVerdict.Rose : ChangeVerdict.Fell : ChangeVerdict.WithinNoise, told.Change.Verdict);
        }
    }

    [Fact]
    public void Families_are_those_of_the_raw_events() => Assert.Equal(
        _again.Failures.GroupBy(RefusalFamily.Of).ToDictionary(same => same.Key, same => same.Count()),
        _report.Families.ToDictionary(one => one.Family, one => one.Failures));

    [Fact]
    public void Every_incident_costs_what_the_raw_events_say()
    {
        var told = _report.Causes.SelectMany(cause => cause.Incidents).ToDictionary(one => one.Id);

        Assert.NotEmpty(told);
        foreach (var trouble in _again.Candidates)
            AssertSame(_again.CostOf(trouble), told.GetValueOrDefault(trouble.Id)?.Cost ?? new Cost());
        Assert.Empty(told.Keys.Except(_again.Candidates.Select(one => one.Id)));
        foreach (var cause in _report.Causes)
            Assert.Equal(cause.Incidents.Sum(one => one.Cost.Customers), cause.Cost.Customers);
    }

    [Fact]
    public void When_an_incident_last_showed_is_when_its_last_failure_was_and_what_has_long_been_quiet_is_not_said_to_last()
    {
        var told = _report.Causes.SelectMany(cause => cause.Incidents).ToList();
        var shown = _again.Failures.Select(one => (_again.Explains(one)?.Id, one.OccurredAt)).Where(one => one.Id is not null).ToLookup(one => one.Id!, one => one.OccurredAt); // Filtered just before.

        Assert.All(told.Where(one => one.Cost.SilentMinutes == 0), one => Assert.Equal(shown[one.Id].DefaultIfEmpty().Max().ToUnixTimeMilliseconds(), one.LastSeenAt.GetValueOrDefault().ToUnixTimeMilliseconds()));
        Assert.All(_report.Actions.Where(one => one.Kind == ActionKind.Mend), one => Assert.True(told.Single(incident => incident.Id == one.IncidentId).LastSeenAt >= _report.To.AddHours(-24)));
    }

    [Fact]
    public void What_no_incident_explains_is_what_is_left() => AssertSame(_again.CostOf(null), _report.Unexplained);

    [Fact]
    public void Every_listed_terminal_has_the_numbers_of_its_raw_events()
    {
        Assert.NotEmpty(_report.Terminals);
        foreach (var place in _report.Terminals)
        {
            Assert.Equal(_again.Attempts(place.Scope.Key), place.Attempts);
            Assert.Equal(_again.Failures.Count(one => one.TerminalId == place.Scope.Key && BruteForce.IsTechnical(one)), place.Technical);
            var local = _again.Candidates.Where(one => one.Scope.Kind is ScopeKind.Terminal or ScopeKind.Site or ScopeKind.Merchant).Append(null)
                .Select(one => _again.CostOf(one, place.Scope.Key)).Aggregate(new Cost(), (sum, one) => sum + one);
            Assert.Equal((local.Failures, local.Customers, local.SilentMinutes), (place.Cost.Failures, place.Cost.Customers, place.Cost.SilentMinutes));
        }
    }

    [Fact]
    public void Pages_are_those_that_were_decided_to_be_sent() => Assert.Equal(
        _week.Told.OfType<PageDecided>().Where(page => page.Send && _week.Week.Holds(page.At)).GroupBy(page => page.Recipient!).ToDictionary(same => same.Key, same => same.Count()), // What is sent goes to somebody.
        _report.Pages.ToDictionary(one => one.Recipient, one => one.Pages));

    [Fact]
    public void Times_to_detect_and_to_repair_are_those_of_the_incidents()
    {
        var opened = _week.Troubles.Where(one => one.Page && !one.Merged && !one.Withdrawn && _week.Week.Holds(one.OpenedAt)).ToList();

        Assert.Equal(opened.Count, _report.Repair.Incidents);
        Assert.Equal(opened.Average(one => (one.OpenedAt - one.StartedAt).TotalSeconds), _report.Repair.Detect.Mean!.Value.TotalSeconds, 3);
        Assert.Equal(opened.Count(one => one.ResolvedAt is not null), _report.Repair.Repair.Count);
    }

    [Fact]
    public void Software_is_counted_by_terminal()
    {
        var known = _week.Registry.Where(one => one.LatestVersion is not null).ToList();

        Assert.Equal(known.Count, _report.Software.Known);
        Assert.Equal(known.Count - _report.Software.Newest, _report.Software.Outdated.Sum(one => one.Terminals));
    }

    private static void AssertSame(Cost expected, Cost told)
    {
        Assert.Equal((expected.Failures, expected.Customers, expected.SilentMinutes), (told.Failures, told.Customers, told.SilentMinutes));
        Assert.Equal(expected.MissedAttempts, told.MissedAttempts, 0);
        Assert.Equal(expected.Amounts.Select(money => (money.Currency, money.FailedMinor)).Order(), told.Amounts.Where(money => money.TotalMinor > 0).Select(money => (money.Currency, money.FailedMinor)).Order());
        // Sums of fractions of minor units in another order: one unit may be lost or won.
        Assert.All(expected.Amounts, money => Assert.InRange(told.Amounts.Single(one => one.Currency == money.Currency).MissedMinor - money.MissedMinor, -1, 1));
    }

    private long Minutes(char what, int? day = null) =>
        30L * _again.Presence.Values.Sum(one => one.Count(half => half.Value == what && (day is null || BruteForce.Day(half.Key) == day)));

    /// <summary>Two weeks of a small fleet in which much goes wrong; the second one is reported.</summary>
    public sealed class Fortnight
    {
        public Fortnight()
        {
            Week = new SimulatedWeek(new SimulationOptions { Seed = 11, Terminals = 90, Days = 15, Start = SimulatedWeek.Monday }, "2026-W46");
            Report = Week.Report();
            Again = new BruteForce(Week);
        }

        internal SimulatedWeek Week { get; }
        internal WeekReport Report { get; }
        internal BruteForce Again { get; }
    }
}
