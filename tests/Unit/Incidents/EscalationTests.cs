using FleetWatch.Contracts;
using FleetWatch.Incidents;
using FleetWatch.OnCall;
using NodaTime;
using Xunit;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Unit.Incidents;

public sealed class EscalationTests
{
    private static readonly string Id = IncidentId.Of("acme", "f-1");

    private static readonly OnCallPlan Plan = new()
    {
        People = [Somebody("li"), Somebody("wang") with { QuietHours = [new DailyHours(new LocalTime(22, 0), new LocalTime(14, 0))] }],
        Schedules = [new Schedule { Id = "nobody", TimeZone = "Etc/UTC" }],
        Policies = [Policy("empty-first", "schedule:nobody", "person:li"), Policy("field", "person:li", "person:wang")],
    };

    private IncidentSettings _settings = Through("field");
    private IncidentBook _book = new(Through("field"));

    [Fact]
    public void Nobody_acknowledges_and_every_step_is_taken_once_at_its_time_until_there_is_none()
    {
        Take(Opened(Urgent()));
        Assert.Equal(["15 wang escalated", "30 li still-unacknowledged", "45 wang still-unacknowledged"], Until(600));
        Assert.Null(_book.FindIncident(Id)!.DueAt);
    }

    [Fact]
    public void A_process_that_was_away_takes_each_step_still_and_none_twice()
    {
        Take(Opened(Urgent()));
        Assert.Equal(["wang escalated"], Pages(_book.Sweep(Id, Noon.AddMinutes(300))));
        Assert.Empty(_book.Sweep(Id, Noon.AddMinutes(300)));
        Assert.Equal(["li still-unacknowledged"], Pages(_book.Sweep(Id, Noon.AddMinutes(315))));
    }

    [Fact]
    public void An_acknowledgement_ends_it_and_a_comeback_begins_it_again()
    {
        Take(Opened(Urgent()));
        Act(new IncidentAcknowledged { IncidentId = Id, At = Noon, By = "li" });
        Assert.Empty(Until(100));
        Take(Closed("f-1", 100));
        Assert.Contains("li back-again", Take(Opened(Finding("f-2", severity: Severity.Critical, openedAt: Noon.AddMinutes(110)))));
        Assert.Equal(Noon.AddMinutes(125), _book.FindIncident(Id)!.DueAt);
    }

    [Fact]
    public void Where_nobody_is_on_call_the_next_step_is_taken_at_once_and_the_gap_is_on_record()
    {
        Use(Through("empty-first"));
        Assert.Equal(["- nobody-on-call (not sent)", "li escalated"], Take(Opened(Urgent())));
    }

    [Fact]
    public void A_policy_that_is_configured_no_more_ends_at_the_last_resort()
    {
        Take(Opened(Urgent()));
        var after = Through("field") with { Plan = Plan with { Policies = [] }, LastResort = [Recipient.Of(Somebody("boss"))] };
        Use(after);
        Assert.Equal(["boss escalated"], Pages(_book.Sweep(Id, Noon.AddMinutes(15))));
        Assert.Null(_book.FindIncident(Id)!.DueAt);
    }

    [Fact]
    public void Snoozed_it_pages_nobody_unless_it_becomes_more_severe_and_returns_when_the_time_is_over()
    {
        Take(Opened(Finding()));
        Act(new IncidentSnoozed { IncidentId = Id, At = Noon, By = "li", Until = Noon.AddMinutes(60) });
        Assert.Equal(["li snoozed (not sent)"], Take(Grew(Finding(kind: ScopeKind.Region), 5)));
        Assert.Equal(["li worse"], Take(Grew(Finding(severity: Severity.Critical, kind: ScopeKind.Region), 10)));
        Assert.Equal(["60 li snooze-over", "60 wang escalated"], Until(61));
    }

    [Fact]
    public void What_is_not_urgent_waits_for_the_end_of_quiet_hours()
    {
        Take(Opened(Finding(severity: Severity.Minor)));
        Assert.Equal(["15 wang quiet-hours (not sent)", "30 li still-unacknowledged", "120 wang quiet-over"], Until(130).Where(page => !page.StartsWith("45", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_silence_that_is_ended_early_gives_back_what_it_held()
    {
        var window = new Window { Id = "s", Start = new LocalDateTime(2026, 11, 5, 11, 0), Length = TimeSpan.FromHours(9), TimeZone = "Etc/UTC" };
        Use(Through("field") with { Plan = Plan with { Windows = [window] } });
        Assert.Equal(["li in-window (not sent)"], Take(Opened(Urgent())));
        Assert.Empty(Until(30));
        Use(Through("field"));
        Assert.Equal(["li window-over"], Pages(_book.Sweep(Id, Noon.AddMinutes(31))));
    }

    [Fact]
    public void An_escalation_that_a_window_put_off_goes_on_when_the_window_is_ended_early()
    {
        var window = new Window { Id = "s", Start = new LocalDateTime(2026, 11, 5, 11, 0), Length = TimeSpan.FromHours(9), TimeZone = "Etc/UTC" };
        var covered = Through("field") with { Plan = Plan with { Windows = [window] } };
        Use(covered);
        Take(Opened(Urgent()));
        Use(Through("field"));
        Assert.Equal(["li window-over"], Pages(_book.Sweep(Id, Noon.AddMinutes(31))));
        Assert.Equal(Noon.AddMinutes(46), _book.FindIncident(Id)!.DueAt);

        Use(covered);
        Assert.Empty(Pages(_book.Sweep(Id, Noon.AddMinutes(46))));
        Use(Through("field"));
        Assert.Equal(["wang escalated"], Pages(_book.Sweep(Id, Noon.AddMinutes(50))));
    }

    [Fact]
    public void The_next_step_by_hand_and_an_assignment_page_at_once()
    {
        Take(Opened(Urgent()));
        var next = EscalationDecider.ByHand(_book.FindIncident(Id)!, null, _settings, Noon.AddMinutes(1), "li");
        Assert.Equal(["wang escalated"], Act(next!)); // There is a next step.
        Assert.Equal(["li assigned"], Act(new IncidentAssigned { IncidentId = Id, At = Noon, To = "li", By = "wang" }));
        Assert.Null(EscalationDecider.ByHand(_book.FindIncident(Id)!, "another", _settings, Noon, "li"));
    }

    private static Finding Urgent() => Finding(severity: Severity.Critical);

    private void Use(IncidentSettings settings)
    {
        var before = _book;
        (_settings, _book) = (settings, new IncidentBook(settings));
        foreach (var incident in before.Incidents)
            _book.Put(incident);
    }

    private List<string> Until(int minutes)
    {
        var pages = new List<string>();
        for (var minute = 0; minute <= minutes; minute++)
            pages.AddRange(Pages(_book.Sweep(Id, Noon.AddMinutes(minute))).Select(page => $"{minute} {page}"));
        return pages;
    }

    private List<string> Take(FindingEvent news) => Pages(_book.Take(news, news.At));

    private List<string> Act(IncidentEvent act) => Pages(_book.Act([act], act.At));

    private static List<string> Pages(IEnumerable<IncidentEvent> events) => [.. events.OfType<PageDecided>()
        .Select(page => $"{page.Recipient?.Split('@')[0] ?? "-"} {page.Reason}{(page.Send ? "" : " (not sent)")}")];

    private static IncidentSettings Through(string policy) => new() { Plan = Plan, Routes = [new PageRoute { Name = "r", Policy = policy }], PagesPerWindow = 100 };

    private static EscalationPolicy Policy(string id, params string[] targets) => new()
    {
        Id = id,
        Steps = [.. targets.Select(target => new EscalationStep([Target.Parse(target)!], TimeSpan.FromMinutes(15)))], // Written as they are parsed.
        Repeats = 1,
    };

    private static Person Somebody(string id) => new() { Id = id, Name = id, Contacts = [new Contact("e-mail", $"{id}@example.org", TimeSpan.Zero)] };
}
