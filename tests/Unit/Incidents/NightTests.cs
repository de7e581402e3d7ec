using FleetWatch.Contracts;
using FleetWatch.Incidents;
using FleetWatch.OnCall;
using NodaTime;
using Xunit;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Unit.Incidents;

/// <summary>
/// The night of 28 to 29 March 2026 in Berlin, when the clocks go from 02:00 to 03:00: played minute by minute, every page and every
/// page that was not sent accounted for.
/// </summary>
public sealed class NightTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static readonly OnCallPlan Plan = new()
    {
        People = [Somebody("anna"), Somebody("bernd"), Somebody("carla"), Somebody("dieter")],
        Schedules =
        [
            new Schedule
            {
                Id = "field",
                TimeZone = "Europe/Berlin",
                // Anna's day ends at 02:30 by the wall clock: that night at 03:00, which is the same moment.
                Layers = [new Layer { People = ["anna", "bernd"], Start = new LocalDateTime(2026, 3, 28, 2, 30), TurnHours = 24 }],
                Overrides = [new Override("carla", Local(3, 20), Local(5, 0), "bernd")],
            },
        ],
        Policies =
        [
            new EscalationPolicy
            {
                Id = "field",
                Steps =
                [
                    new EscalationStep([new Target(TargetKind.Schedule, "field")], TimeSpan.FromMinutes(20)),
                    new EscalationStep([new Target(TargetKind.Person, "dieter")], TimeSpan.FromMinutes(20)),
                ],
                Repeats = 1,
            },
        ],
        Windows =
        [
            new Window
            {
                Id = "carrier-works",
                Start = new LocalDateTime(2026, 1, 4, 3, 30),
                Length = TimeSpan.FromMinutes(60),
                Rule = "FREQ=WEEKLY;BYDAY=SU",
                Scopes = [new Scope(ScopeKind.Region, "north")],
                Causes = [Causes.SiteNetwork],
            },
        ],
    };

    private static readonly IncidentSettings Settings = new()
    {
        Plan = Plan,
        Routes = [new PageRoute { Name = "networks", Audiences = [Audience.NetworkOperations], Policy = "field" }],
    };

    private readonly IncidentBook _book = new(Settings);
    private readonly List<IncidentEvent> _trail = [];
    private DateTimeOffset _now = Local(1, 30);

    [Fact]
    public void A_whole_night_with_every_page_accounted_for()
    {
        At(1, 40).Hear(Opened(Site()));
        At(3, 5).Resolve("anna");
        At(3, 25).Hear(Opened(Site("f-2")));
        At(3, 40).Hear(Opened(Site("f-3", "S0008")));
        At(3, 50).Hear(Closed("f-2"));
        At(3, 55).Hear(Opened(Site("f-4")));
        At(4, 10).Hear(Opened(Site("f-5", "S0009")));
        At(4, 20).Hear(Closed("f-5"));
        At(4, 40).Acknowledge("carla", "f-3");
        At(5, 30).Hear(Closed("f-4"));
        At(5, 40).Hear(Closed("f-3"));
        At(7, 0);

        Assert.Equal("""
            01:40 S0007 anna@ opened: new [networks / policy:field / 1 / schedule:field]
            03:00 S0007 dieter@ escalated: escalated [policy:field / 2 / person:dieter]
            03:05 S0007 anna@ resolved: over
            03:05 S0007 dieter@ resolved: over
            03:25 S0007 carla@ opened: new-recipient [networks / policy:field / 1 / schedule:field]
            03:40 S0008 carla@ not opened: in-window until 04:30 (carrier-works) [networks / policy:field / 1 / schedule:field]
            03:50 S0007 carla@ resolved: over, at 04:20
            03:55 S0007 carla@ not resolved: back-before-told
            03:55 S0007 carla@ not reopened: flapping [networks / policy:field / 1 / schedule:field]
            04:10 S0009 carla@ not opened: in-window until 04:30 (carrier-works) [networks / policy:field / 1 / schedule:field]
            04:30 S0008 carla@ opened: window-over [networks / policy:field / 1 / schedule:field]
            04:50 S0007 dieter@ escalated: escalated [policy:field / 2 / person:dieter]
            05:10 S0007 bernd@ escalated: escalated [policy:field / 1 / schedule:field]
            05:30 S0007 dieter@ reminder: still-unacknowledged [policy:field / 2 / person:dieter]
            05:30 S0007 dieter@ resolved: over, at 06:00
            05:30 S0007 carla@ resolved: over, at 06:00
            05:30 S0007 bernd@ resolved: over, at 06:00
            05:40 S0008 carla@ resolved: over, at 05:42
            """.ReplaceLineEndings("\n"), string.Join('\n', _trail.OfType<PageDecided>().Select(Line)));
    }

    private NightTests At(int hour, int minute)
    {
        for (var until = Local(hour, minute); _now < until; _now += TimeSpan.FromMinutes(1))
            Sweep();
        Sweep();
        return this;
    }

    /// <summary>Twice: what was decided is not decided again.</summary>
    private void Sweep()
    {
        foreach (var incident in _book.Incidents.ToList())
        {
            _trail.AddRange(_book.Sweep(incident.Id, _now));
            Assert.Empty(_book.Sweep(incident.Id, _now));
        }
    }

    private void Hear(FindingEvent news) => _trail.AddRange(_book.Take(news, _now));

    private void Resolve(string by) => Act("f-1", id => new IncidentResolved { IncidentId = id, At = _now, By = by });

    private void Acknowledge(string by, string finding) => Act(finding, id => new IncidentAcknowledged { IncidentId = id, At = _now, By = by });

    private void Act(string finding, Func<string, IncidentEvent> act) => _trail.AddRange(_book.Act([act(IncidentId.Of("acme", finding))], _now));

    private Finding Site(string id = "f-1", string key = "S0007") =>
        Finding(id, key: key, openedAt: _now) with { Notify = [Audience.NetworkOperations], Place = new Place { Region = "north", Site = key, TimeZone = "Europe/Berlin" } };

    private FindingClosed Closed(string id) => new() { FindingId = id, Organisation = "acme", At = _now, End = FindingEnd.Recovered };

    private string Line(PageDecided page) => $"{Clock(page.At)} {_book.FindIncident(page.IncidentId)!.Scope.Key} {page.Recipient?.Split("example")[0] ?? "-"}"
        + $"{(page.Send ? "" : " not")} {page.Kind.ToString().ToLowerInvariant()}: {page.Reason}"
        + (page.DueAt is { } due ? page.Send ? $", at {Clock(due)}" : $" until {Clock(due)}" : "")
        + (page.Window is null ? "" : $" ({page.Window})") + (page.Via is null ? "" : $" [{page.Via}]");

    private static string Clock(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Berlin).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset Local(int hour, int minute)
    {
        var local = new DateTime(2026, 3, 29, hour, minute, 0, DateTimeKind.Unspecified);
        return new DateTimeOffset(local, Berlin.GetUtcOffset(local)).ToUniversalTime();
    }

    private static Person Somebody(string id) => new() { Id = id, Name = id, Contacts = [new Contact("e-mail", $"{id}@example.org", TimeSpan.Zero)] };
}
