using FleetWatch.Contracts;
using FleetWatch.Incidents;
using FleetWatch.Support;
using MassTransit;
using Xunit;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Integration.Alerting;

public sealed class FindingToMailTests(Servers servers) : IClassFixture<Servers>
{
    [Fact]
    public async Task A_finding_becomes_one_mail_and_its_end_another()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail);

        await alerting.Publish(Opened(Finding("f-1")));
        await Eventually.True(() => mail.Mails.Count == 1, "the page arrives");
        await alerting.Publish(Grew(Finding("f-1", terminals: 16), 1), Opened(Finding("f-1")), Closed("f-1", 30), Closed("f-1", 30));
        await Eventually.True(() => mail.Mails.Count == 2, "the notice of the end arrives");

        var (page, notice) = (mail.Mails.First(), mail.Mails.Last());
        Assert.Equal("Major: Site network down, site S0007, since 5 Nov 11:56 (94% sure)", page.Subject);
        Assert.Equal(AlertingHost.Noc, page.To.Mailboxes.Single().Address);
        Assert.Equal(page.References, notice.References);
        Assert.NotEqual(page.MessageId, notice.MessageId);
        var incident = await Eventually.Matches(() => alerting.Stream("f-1"), stream => stream.OfType<PageSent>().Count() == 2, "both are recorded");
        Assert.Equal(["IncidentOpened", "PageDecided"], incident.Take(2).Select(happened => happened.GetType().Name));
        Assert.Equal(IncidentState.Resolved, (await alerting.Incident("f-1"))!.State);
    }

    [Fact]
    public async Task The_stored_incident_is_the_fold_of_its_stream()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail);

        // News on the way overtake each other: what was open for a moment would have paged, and rightly.
        await alerting.Publish(Closed("f-fold", 30));
        await Eventually.Matches(() => alerting.Track("f-fold"), track => track?.Ended is not null, "its end is known");
        await alerting.Publish(Grew(Finding("f-fold", key: "S-fold", terminals: 16), 1), Opened(Finding("f-fold", key: "S-fold")));
        await Eventually.Matches(() => alerting.Incident("f-fold"), incident => incident is { AffectedTerminalCount: 16, State: IncidentState.Resolved }, "it is resolved");

        var folded = (await alerting.Stream("f-fold")).Aggregate((Incident?)null, FleetWatch.Incidents.Incident.Evolve);
        Assert.Equivalent(await alerting.Incident("f-fold"), folded, strict: true);
        Assert.Empty(mail.Mails);
    }

    [Fact]
    public async Task News_under_another_organisations_name_are_parked_and_hold_up_nobody()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail);

        await alerting.Bus.Publish(Opened(Finding("f-foreign", key: "S-foreign")), context => context.Headers.Set(ServiceDefaults.Bus.OrganisationHeader, "other"));
        await alerting.Publish(Opened(Finding("f-ours", key: "S-ours")));
        await Eventually.True(() => mail.Mails.Count == 1, "the good one is paged");
        await Eventually.Matches(async () => (await servers.Broker<System.Text.Json.Nodes.JsonArray>("queues/{vhost}"))!
            .Any(queue => (string?)queue!["name"] == "alerting.findings_error" && (int?)queue["messages"] == 1), parked => parked, "the other is parked");
        Assert.Null(await alerting.Incident("f-foreign"));
    }
}
