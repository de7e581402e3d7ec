using FleetWatch.Contracts;
using FleetWatch.Incidents;
using Xunit;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Unit.Incidents;

public sealed class PageDecisionTests
{
    private static readonly Recipient Noc = new() { Name = "NOC", Channel = "e-mail", Address = "noc@example.org" };
    private static readonly Recipient Shop = new() { Name = "Shop", Channel = "e-mail", Address = "shop@example.org" };

    private static readonly IncidentSettings Settings = new()
    {
        Routes =
        [
            new PageRoute { Name = "noc", Audiences = [Audience.NetworkOperations], Recipients = [Noc] },
            new PageRoute { Name = "merchants", Audiences = [Audience.Merchant], Scopes = [ScopeKind.Site, ScopeKind.Merchant], Recipients = [Shop] },
        ],
    };

    private readonly IncidentBook _book = new(Settings);

    [Fact]
    public void Everybody_concerned_is_paged_once_when_it_opens() =>
        Assert.Equal(["noc@example.org opened new", "shop@example.org opened new"], Take(Opened(Finding())));

    [Fact]
    public void A_receiver_with_an_incident_of_its_own_hears_that_it_was_taken_on_and_nobody_else_does()
    {
        var book = new IncidentBook(Settings with { Routes = [new PageRoute { Name = "noc", Recipients = [Noc, Noc with { Channel = "pagerduty", Address = "night" }] }] });
        book.Take(Opened(Finding()), Noon);
        Assert.Equal(["night acknowledged taken-on"], Pages(book.Act([new IncidentAcknowledged { IncidentId = book.Incidents.Single().Id, At = Noon, By = "Li" }], Noon)));
    }

    [Fact]
    public void What_is_not_worth_a_page_pages_nobody_and_says_so() =>
        Assert.Equal(["- opened not-worth-a-page (not sent)"], Take(Opened(Finding(page: false))));

    [Fact]
    public void What_nobody_is_concerned_with_says_so()
    {
        var book = new IncidentBook(new IncidentSettings());
        Assert.Equal(["- opened no-recipient (not sent)"], Pages(book.Take(Opened(Finding()), Noon)));
    }

    [Fact]
    public void The_last_resort_hears_what_no_route_names()
    {
        var book = new IncidentBook(Settings with { Routes = [], LastResort = [Shop] });
        Assert.Equal(["shop@example.org opened new"], Pages(book.Take(Opened(Finding()), Noon)));
    }

    [Theory]
    [InlineData("5411", "shop@example.org opened new")]
    [InlineData("5812", "- opened no-recipient (not sent)")]
    [InlineData(null, "- opened no-recipient (not sent)")]
    public void A_route_by_label_takes_what_all_terminals_of_the_place_are(string? trade, string page)
    {
        var book = new IncidentBook(new IncidentSettings
        {
            Routes = [new PageRoute { Name = "grocers", Labels = new Dictionary<string, string> { [Place.Mcc] = "5411" }, Recipients = [Shop] }],
        });
        var finding = Finding() with { Place = trade is null ? new Place() : new Place { Labels = new Dictionary<string, string> { [Place.Mcc] = trade } } };

        Assert.Equal([page], Pages(book.Take(Opened(finding), Noon)).Distinct());
    }

    [Fact]
    public void Another_organisations_route_is_never_taken()
    {
        var book = new IncidentBook(Settings with { Routes = [Settings.Routes[0] with { Organisations = ["other"] }] });
        Assert.Equal(["- opened no-recipient (not sent)"], Pages(book.Take(Opened(Finding()), Noon)));
    }

    [Fact]
    public void Growing_without_getting_worse_is_said_to_be_known_and_said_once()
    {
        Take(Opened(Finding()));
        Assert.Equal(["noc@example.org grew already-paged (not sent)", "shop@example.org grew already-paged (not sent)"], Take(Grew(Finding(terminals: 15), 1)));
        Assert.Empty(Take(Grew(Finding(terminals: 16), 2)));
    }

    [Theory]
    [InlineData(Severity.Critical, ScopeKind.Site, "worse")]
    [InlineData(Severity.Major, ScopeKind.Region, "worse")]
    public void A_more_severe_or_wider_one_pages_again(Severity severity, ScopeKind scope, string reason)
    {
        Take(Opened(Finding()));
        Assert.Contains($"noc@example.org grew {reason}", Take(Grew(Finding(severity: severity, kind: scope), 1)));
        Assert.DoesNotContain(Take(Grew(Finding(severity: severity, kind: scope, terminals: 40), 2)), page => !page.EndsWith("(not sent)", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_cause_pages_again_but_not_when_it_swings_back()
    {
        Take(Opened(Finding()));
        Assert.Contains("noc@example.org grew another-cause", Take(Grew(Finding(cause: Causes.Power), 1)));
        Assert.All(Take(Grew(Finding(), 2)), page => Assert.EndsWith("(not sent)", page, StringComparison.Ordinal));
    }

    [Fact]
    public void One_that_becomes_worth_a_page_is_paged_then()
    {
        Take(Opened(Finding(page: false)));
        Assert.Contains("noc@example.org opened new", Take(Grew(Finding(page: true), 1)));
    }

    [Fact]
    public void Only_the_newly_concerned_are_paged_when_it_grows_past_them()
    {
        Take(Opened(Finding(kind: ScopeKind.Region, key: "north")));
        Assert.Contains("shop@example.org opened new-recipient", Take(Grew(Finding(), 1)));
    }

    [Fact]
    public void An_acknowledged_one_pages_only_when_more_severe()
    {
        Take(Opened(Finding()));
        var id = IncidentId.Of("acme", "f-1");
        Assert.Empty(_book.Act([new IncidentAcknowledged { IncidentId = id, At = Noon, By = "Li" }], Noon).OfType<PageDecided>());
        Assert.Contains("noc@example.org grew acknowledged (not sent)", Take(Grew(Finding(kind: ScopeKind.Region), 1)));
        Assert.Contains("noc@example.org grew worse", Take(Grew(Finding(severity: Severity.Critical), 2)));
    }

    [Fact]
    public void Those_who_were_paged_hear_that_it_is_over_after_the_hold()
    {
        Take(Opened(Finding()));
        var over = _book.Take(Closed("f-1", 30), Noon.AddMinutes(30)).OfType<PageDecided>().ToList();
        Assert.Equal(["noc@example.org resolved over", "shop@example.org resolved over"], Pages(over));
        Assert.All(over, page => Assert.Equal(Noon.AddMinutes(32), page.DueAt));
    }

    [Fact]
    public void What_a_person_resolves_is_told_at_once()
    {
        Take(Opened(Finding()));
        var ended = new IncidentResolved { IncidentId = IncidentId.Of("acme", "f-1"), At = Noon, By = "Li" };
        Assert.All(_book.Act([ended], Noon).OfType<PageDecided>(), page => Assert.Null(page.DueAt));
    }

    [Fact]
    public void Nobody_hears_the_end_of_what_paged_nobody()
    {
        Take(Opened(Finding(page: false)));
        Assert.Empty(Take(Closed("f-1", 30)));
    }

    [Fact]
    public void One_that_was_over_when_it_became_known_pages_nobody()
    {
        Take(Closed("f-1", 30));
        Assert.Equal(["- opened already-over (not sent)"], Take(Opened(Finding())));
    }

    [Fact]
    public void Back_before_its_end_was_told_takes_the_notice_back_and_pages_nobody()
    {
        Take(Opened(Finding()));
        Take(Closed("f-1", 30));
        var again = Take(Opened(Finding("f-2", openedAt: Noon.AddMinutes(31))));
        Assert.Contains("noc@example.org resolved back-before-told (not sent)", again);
        Assert.Contains("noc@example.org reopened flapping (not sent)", again);
        Assert.DoesNotContain(again, page => !page.EndsWith("(not sent)", StringComparison.Ordinal));
        Assert.Equal(1, Assert.Single(_book.Incidents).Reopened);
    }

    [Theory]
    [InlineData(12, 1)]
    [InlineData(20, 2)]
    public void A_trouble_that_stops_with_trading_hours_and_resumes_next_morning_is_one_incident(int hoursLater, int incidents)
    {
        Take(Opened(Finding()));
        Take(Closed("f-1", 30));
        Take(Opened(Finding("f-2", openedAt: Noon.AddMinutes(30).AddHours(hoursLater))));

        Assert.Equal(incidents, _book.Incidents.Count);
        Assert.Equal(incidents, _book.Incidents.Sum(incident => incident.Pages.Count(page => page is { Kind: PageKind.Opened, Send: true, Recipient: "noc@example.org" })));
    }

    [Theory]
    [InlineData(ScopeKind.Merchant, 1)]
    [InlineData(ScopeKind.Version, 1)]
    [InlineData(ScopeKind.Issuer, 2)]
    [InlineData(ScopeKind.CarrierRegion, 2)]
    public void What_is_back_next_morning_is_the_same_where_shops_or_software_are_struck_and_news_where_a_line_or_a_bank_is(ScopeKind kind, int incidents)
    {
        Take(Opened(Finding(cause: Causes.MerchantAccount, kind: kind, key: "one")));
        Take(Closed("f-1", 30));
        Take(Opened(Finding("f-2", Causes.MerchantAccount, kind, "one", openedAt: Noon.AddHours(12))));

        Assert.Equal(incidents, _book.Incidents.Count);
    }

    [Fact]
    public void Back_after_its_end_was_told_is_told_too_and_then_the_end_waits_for_the_flap_window()
    {
        Take(Opened(Finding()));
        Take(Closed("f-1", 30));
        Assert.Contains("noc@example.org reopened back-again", Take(Opened(Finding("f-2", openedAt: Noon.AddMinutes(40)))));
        var over = _book.Take(Closed("f-2", 45), Noon.AddMinutes(45)).OfType<PageDecided>();
        Assert.All(over, page => Assert.Equal(Noon.AddMinutes(75), page.DueAt));
    }

    [Fact]
    public void Back_after_the_return_window_is_a_new_incident()
    {
        Take(Opened(Finding()));
        Take(Closed("f-1", 30));
        Take(Opened(Finding("f-2", openedAt: Noon.AddMinutes(31).AddHours(16))));
        Assert.Equal(2, _book.Incidents.Count);
    }

    [Fact]
    public void News_long_after_a_person_resolved_it_open_it_again()
    {
        Take(Opened(Finding()));
        var id = IncidentId.Of("acme", "f-1");
        _book.Act([new IncidentResolved { IncidentId = id, At = Noon.AddMinutes(10), By = "Li" }], Noon.AddMinutes(10));
        Take(Grew(Finding(terminals: 20), 20));
        Assert.Equal(IncidentState.Resolved, _book.FindIncident(id)!.State);
        Assert.Contains("noc@example.org reopened back-again", Take(Grew(Finding(terminals: 21), 26)));
        Assert.Equal(IncidentState.Open, _book.FindIncident(id)!.State);
    }

    [Fact]
    public void Who_was_paged_for_a_part_hears_of_the_merge_only_if_not_of_the_whole()
    {
        Take(Opened(Finding("part")));
        Take(Opened(Finding("whole", Causes.CarrierOutage, ScopeKind.Region, "north")));
        Assert.Equal(["noc@example.org merged hears-of-wider (not sent)", "shop@example.org merged part-of-wider"],
            Take(Closed("part", 5, FindingEnd.Absorbed, "whole")));
    }

    private List<string> Take(FindingEvent news) => Pages(_book.Take(news, news.At));

    private static List<string> Pages(IEnumerable<IncidentEvent> events) => [.. events.OfType<PageDecided>().Select(page =>
        $"{page.Recipient ?? "-"} {page.Kind.ToString().ToLowerInvariant()} {page.Reason}{(page.Send ? "" : " (not sent)")}")];
}
