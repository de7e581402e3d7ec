using FleetWatch.Analysis.Publishing;
using FleetWatch.Analysis.Reads;
using FleetWatch.Analysis.Steps;
using FleetWatch.Analysis.Storage;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;
using FleetWatch.Support;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace FleetWatch.Integration.Analysis;

public sealed class FindingRelayTests(Servers servers) : IClassFixture<Servers>
{
    [Fact]
    public async Task A_stored_finding_is_published_under_its_own_id_once_it_is_announced()
    {
        var received = new Received();
        using var listener = await Listen(received);
        await using var analysis = await AnalysisHost.Start(servers);
        var epoch = await analysis.Services.GetRequiredService<Epochs>().Begin("relay", TimeSpan.FromSeconds(1), default);

        // As if the process had died between the commit and the publication: the successor announces when it becomes active.
        await analysis.Services.GetRequiredService<StepStore>().Commit(Step("relay"), epoch, default);
        analysis.Services.GetRequiredService<FindingsToPublish>().Announce("relay");

        await Eventually.True(() => received.Ids.Count == 1, "the finding arrives");
        Assert.Equal([StoredId.OfOutput("relay", 1, "finding/F1")], received.Ids);
        Assert.Equal(["relay"], received.Organisations);
        var unpublished = analysis.Services.GetRequiredService<UnpublishedFindings>();
        await Eventually.True(async () => (await unpublished.Read("relay", default)).Count == 0, "nothing is left to publish");
        await listener.StopAsync();
    }

    [Fact]
    public async Task An_open_finding_is_read_as_it_was_last_seen()
    {
        await using var analysis = await AnalysisHost.Start(servers);
        var epoch = await analysis.Services.GetRequiredService<Epochs>().Begin("read", TimeSpan.FromSeconds(1), default);
        await analysis.Services.GetRequiredService<StepStore>().Commit(Step("read"), epoch, default);
        var events = analysis.Services.GetRequiredService<StoredEvents>();

        var open = Assert.Single(await events.ReadOpenFindings("read", default));
        var history = await events.Read("read", "finding/F1", from: 1, limit: 10, default);

        Assert.Equal("F1", open.Data.GetProperty("findingId").GetString());
        Assert.Equal(("finding.opened", 1L), (Assert.Single(history).Type, history[0].Version));
        Assert.Empty(await events.ReadOpenFindings("another", default));
    }

    private async Task<IHost> Listen(Received received)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(servers.Settings);
        builder.AddFleetBus(_ => { }, (_, rabbit) => rabbit.ReceiveEndpoint("listener", endpoint => endpoint.Instance(received)));
        var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(60));
        return host;
    }

    private static Step Step(string organisation)
    {
        var rows = new EventRows(organisation);
        var finding = new Finding
        {
            FindingId = "F1",
            Organisation = organisation,
            Cause = Causes.SiteNetwork,
            Scope = new Scope(ScopeKind.Site, "S1"),
            StartedAt = Feed.Start,
            OpenedAt = Feed.Start,
            Severity = Severity.Major,
            Page = true,
            Notify = [Audience.Merchant],
            Confidence = 0.9,
            Evidence = new Evidence { Failures = 9, Expected = 0.5 },
            AffectedTerminals = ["T1"],
            AffectedTerminalCount = 1,
        };
        rows.Add("finding/F1", StoredId.OfOutput(organisation, 1, "finding/F1"),
            new FindingOpened { FindingId = "F1", Organisation = organisation, At = Feed.Start, Finding = finding }, Feed.Start, null);
        rows.End();
        return new Step
        {
            Organisation = organisation,
            Number = 1,
            Settles = [],
            Rows = rows,
            Log = new byte[] { 1 },
            TerminalEvents = 0,
            Taken = 0,
            Repeats = 0,
            EventIds = new HashSet<Guid>(),
            Published = [0],
            OpenedFindings = ["F1"],
            ClosedFindings = [],
            At = Feed.Start,
            Detecting = TimeSpan.Zero,
        };
    }

    private sealed class Received : IConsumer<FindingOpened>
    {
        public List<Guid> Ids { get; } = [];

        public List<string?> Organisations { get; } = [];

        public Task Consume(ConsumeContext<FindingOpened> context)
        {
            Organisations.Add(context.Headers.Get<string>(FleetWatch.ServiceDefaults.Bus.OrganisationHeader));
            Ids.Add(context.MessageId!.Value); // the relay always sets it
            return Task.CompletedTask;
        }
    }
}
