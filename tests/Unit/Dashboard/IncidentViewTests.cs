using CsCheck;
using FleetWatch.Contracts;
using FleetWatch.Dashboard.Incidents;
using FleetWatch.Incidents;
using Xunit;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Unit.Dashboard;

public sealed class IncidentViewTests
{
    private static readonly IncidentEvent[] Kinds =
    [
        new IncidentGrew { IncidentId = "i", At = Noon, Finding = Finding(severity: Severity.Critical) },
        new IncidentReopened { IncidentId = "i", At = Noon, Finding = Finding() },
        new IncidentReopenedByHand { IncidentId = "i", At = Noon, By = "Li" },
        new IncidentMerged { IncidentId = "i", At = Noon, Into = "wider" },
        new IncidentAcknowledged { IncidentId = "i", At = Noon, By = "Li" },
        new IncidentResolved { IncidentId = "i", At = Noon, By = "Wang", Note = "swapped" },
        new IncidentAssigned { IncidentId = "i", At = Noon, By = "Li", To = "Wang" },
        new IncidentCommented { IncidentId = "i", At = Noon, By = "Li", Text = "ordered" },
        new IncidentSnoozed { IncidentId = "i", At = Noon, By = "Li", Until = Noon.AddHours(1) },
        new IncidentSnoozeEnded { IncidentId = "i", At = Noon },
        new IncidentRated { IncidentId = "i", At = Noon, By = "Li", Useful = true },
        new EscalationStarted { IncidentId = "i", At = Noon, Policy = "field", Step = 1 },
        new PageSent { IncidentId = "i", At = Noon, PageId = "p", Attempt = 1 },
        new PageGivenUp { IncidentId = "i", At = Noon, PageId = "p", Attempts = 3, Error = "refused" },
    ];

    private static readonly Gen<IncidentEvent> Happenings = Gen.Int[0, Kinds.Length - 1].Select(n => Kinds[n]);

    /// <summary>The version is what an act must have seen: were they to differ, nobody could act.</summary>
    [Fact]
    public void Shows_what_Alerting_itself_holds_and_its_version() => Happenings.Array[0, 20].Sample(happened =>
    {
        var opened = new IncidentOpened { IncidentId = "i", At = Noon, Finding = Finding() };
        var (held, shown) = (Incident.Evolve(null, opened), IncidentView.Next(null, opened));
        foreach (var one in happened)
            (held, shown) = (Incident.Evolve(held, one), IncidentView.Next(shown, one));

        Assert.Equal(((int?)held.Version, held.State.ToString(), held.AcknowledgedBy, held.AssignedTo, held.Reopened, held.Severity),
            (shown!.Version, shown.Standing.ToString(), shown.AcknowledgedBy, shown.AssignedTo, shown.Reopened, shown.Finding.Severity));
    });

    [Fact]
    public void One_whose_beginning_was_never_heard_is_shown_without_a_version()
    {
        Assert.Null(IncidentView.Next(null, new IncidentAcknowledged { IncidentId = "i", At = Noon, By = "Li" }));
        var grew = IncidentView.Next(null, new IncidentGrew { IncidentId = "i", At = Noon, Finding = Finding() });
        Assert.Null(IncidentView.Next(grew, new IncidentAcknowledged { IncidentId = "i", At = Noon, By = "Li" })!.Version);
    }

    [Theory]
    [InlineData("s0007 o'neill", @"'org=acme' & 's0007':* & 'o''neill':*")]
    [InlineData(@"back\slash", @"'org=acme' & 'back\\slash':*")]
    [InlineData("", "'org=acme'")]
    public void What_is_typed_is_words_and_never_syntax(string text, string query) => Assert.Equal(query, new IncidentFilter { Text = text }.ToQuery("acme", []));

    [Fact]
    public void The_address_holds_the_filter_and_leads_back_to_it()
    {
        var filter = new IncidentFilter { State = "resolved", Cause = Causes.Power, Kind = ScopeKind.Site, Audience = Audience.Merchant, Severity = Severity.Minor, Text = "a&b" };

        Assert.Equal("/incidents?state=resolved&cause=power&kind=Site&audience=Merchant&severity=Minor&text=a%26b", filter.ToAddress());
        Assert.Equal("/incidents", new IncidentFilter().ToAddress());
        var week = new IncidentFilter { State = IncidentFilter.All, Region = "Hubei", From = IncidentFilter.Moment("2026-11-01T16:00Z"), Until = IncidentFilter.Moment("2026-11-08T16:00Z") };
        Assert.Equal("/incidents?state=all&region=Hubei&from=2026-11-01T16%3A00Z&until=2026-11-08T16%3A00Z", week.ToAddress());
        Assert.Equal("'org=acme' & 'region=Hubei'", week.ToQuery("acme", []));
        Assert.Null(IncidentFilter.Moment("last week"));
    }

    [Fact]
    public void A_cursor_is_read_as_it_is_written_and_nonsense_is_none()
    {
        var cursor = new IncidentCursor(Noon, "i-1-2");
        Assert.Equal(cursor, IncidentCursor.Parse(cursor.ToString()));
        Assert.All(["", "x", "12", "12-", "99999999999999999999-i"], text => Assert.Null(IncidentCursor.Parse(text)));
    }
}
