using System.Collections.Concurrent;
using System.Diagnostics;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;
using FleetWatch.Support;
using JasperFx.Events;
using Marten;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;
using Bus = FleetWatch.ServiceDefaults.Bus;

namespace FleetWatch.Integration.Relaying;

public sealed class RelayTests(Servers servers) : IClassFixture<Servers>
{
    private static readonly DateTimeOffset At = new(2026, 11, 5, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_somebody_must_receive_waits_for_its_queue()
    {
        await using var writer = await Started("waits", new RelayOptions { Published = [typeof(TerminalRetired)] });
        await Store(writer, "acme", new TerminalRetired { TerminalId = "T1", At = At });
        var check = writer.Services.GetRequiredService<HealthCheckService>();
        var blocked = await Eventually.Matches(() => check.CheckHealthAsync(), report => report.Entries["relay"].Status == HealthStatus.Degraded,
            "the relay says that nobody takes the message");
        Assert.Contains("no queue takes TerminalRetired", blocked.Entries["relay"].Description);

        var inbox = new Inbox<TerminalRetired>();
        await using var reader = await Started("waits-reader", null, inbox.At("relay-waits"));

        await Eventually.True(() => inbox.Received.Count == 1, "the message arrives once its queue is there");
        await Eventually.Matches(() => check.CheckHealthAsync(), report => report.Entries["relay"].Status == HealthStatus.Healthy, "the relay is well again");
        Assert.Equal("acme", Assert.Single(inbox.Received).Organisation);
    }

    [Fact]
    public async Task What_nobody_need_receive_holds_nothing_up()
    {
        var inbox = new Inbox<TerminalRegistered>();
        await using var app = await Started("announces",
            new RelayOptions { Announced = [typeof(TerminalChanged)], Published = [typeof(TerminalRegistered)] }, inbox.At("relay-announces"));

        await Store(app, "acme", new TerminalChanged { TerminalId = "T1", At = At, Terminal = new() { TerminalId = "T1" }, Change = RegistryChange.Moved },
            new TerminalRegistered { TerminalId = "T1", At = At, Terminal = new() { TerminalId = "T1" } });

        await Eventually.True(() => inbox.Received.Count == 1, "the event behind the one that nobody takes arrives");
    }

    [Fact]
    public async Task A_trace_goes_on_from_the_cause_of_the_event()
    {
        using var listener = new ActivityListener { ShouldListenTo = _ => true, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(listener);
        var inbox = new Inbox<IncidentAcknowledged>();
        await using var app = await Started("traces", new RelayOptions { Published = [typeof(IncidentAcknowledged)] }, inbox.At("relay-traces"));
        const string trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        await using (var session = app.Services.GetRequiredService<IDocumentStore>().LightweightSession("acme"))
        {
            session.CausationId = $"00-{trace}-00f067aa0ba902b7-01";
            session.Events.Append("incident/1", new IncidentAcknowledged { IncidentId = "1", At = At, By = "somebody" });
            await session.SaveChangesAsync();
        }

        await Eventually.True(() => inbox.Received.Count == 1, "the event arrives");
        Assert.Equal(trace, Assert.Single(inbox.Received).TraceId);
    }

    [Fact]
    public async Task Stored_events_may_travel_together_to_the_organisations_queue()
    {
        var inbox = new Inbox<RegistryBatch>();
        await using var app = await Started("batches", new RelayOptions { Published = [typeof(TerminalRetired)], Messages = Batches }, (bus, rabbit) =>
            rabbit.ReceiveEndpoint(Fleet.Queue("batch"), endpoint =>
            {
                endpoint.ReadFleet("batch");
                endpoint.Handler<RegistryBatch>(inbox.Take);
            }));

        await Store(app, "batch", [.. Enumerable.Range(1, 20).Select(n => new TerminalRetired { TerminalId = $"T{n}", At = At })]);

        await Eventually.True(() => inbox.Received.Sum(received => received.Message.Changes.Count) == 20, "all changes arrive");
        Assert.Equal(Enumerable.Range(1, 20).Select(n => $"T{n}"), inbox.Received.SelectMany(received => received.Message.Changes).Select(change => change.TerminalId));
    }

    [Fact]
    public async Task Another_instance_goes_on_where_the_first_one_stopped()
    {
        var inbox = new Inbox<IncidentResolved>();
        await using var reader = await Started("takeover-reader", null, inbox.At("relay-takeover"));
        var options = new RelayOptions { Published = [typeof(IncidentResolved)] };
        var first = await Started("takeover", options);
        await Store(first, "acme", Resolved(1));
        await Eventually.True(() => inbox.Received.Count == 1, "the first instance relays");
        await using var second = await Started("takeover", options);

        await Store(second, "acme", Resolved(2));
        await Eventually.True(() => inbox.Received.Count == 2, "one of them relays");
        await first.StopAsync();
        await first.DisposeAsync();
        await Store(second, "acme", Resolved(3));

        await Eventually.True(() => inbox.Received.Count >= 3, "the second instance has taken over");
        Assert.Equal(["1", "2", "3"], inbox.Received.Select(received => received.Message.IncidentId));

        static IncidentResolved Resolved(int incident) => new() { IncidentId = $"{incident}", At = At, By = "detection" };
    }

    [Fact]
    public async Task Whoever_relays_holds_no_transaction_open_and_goes_on_after_its_session_was_lost()
    {
        const string leader = "from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory' and application_name = 'fleetwatch-lost'";
        var inbox = new Inbox<IncidentResolved>();
        await using var app = await Started("lost", new RelayOptions { Published = [typeof(IncidentResolved)] }, inbox.At("relay-lost"));
        await Store(app, "acme", new IncidentResolved { IncidentId = "1", At = At, By = "detection" });
        await Eventually.True(() => inbox.Received.Count == 1, "the first event is relayed");

        await Eventually.Matches(() => Ask($"select count(*) {leader} and state = 'idle' and backend_xmin is null"), found => found is 1L,
            "its session holds the lock and nothing else, so PostgreSQL may clean up behind everybody's updates");
        Assert.Equal(1L, await Ask($"select count(pg_terminate_backend(pid)) {leader}"));
        await Store(app, "acme", new IncidentResolved { IncidentId = "2", At = At, By = "detection" });

        await Eventually.True(() => inbox.Received.Any(received => received.Message.IncidentId == "2"), "it leads again and relays what came since");
    }

    private async Task<object?> Ask(string sql)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(servers.Postgres);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private static IEnumerable<RelayedMessage> Batches(IReadOnlyList<IEvent> page) => page.GroupBy(stored => stored.TenantId).Select(group =>
    {
        var first = group.First();
        var batch = new RegistryBatch { BatchId = first.Id, Organisation = group.Key, ReceivedAt = first.Timestamp, Changes = [.. group.Select(stored => (RegistryEvent)stored.Data)] };
        return new RelayedMessage(first.Id, group.Key, batch, first.Timestamp) { ToFleet = true };
    });

    private static async Task Store(WebApplication app, string organisation, params object[] events)
    {
        await using var session = app.Services.GetRequiredService<IDocumentStore>().LightweightSession(organisation);
        session.Events.Append("any", events);
        await session.SaveChangesAsync();
    }

    private async Task<WebApplication> Started(string schema, RelayOptions? relay, Action<IBusRegistrationContext, IRabbitMqBusFactoryConfigurator>? endpoints = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection([.. servers.Settings, new("urls", "http://127.0.0.1:0")]);
        builder.AddServiceDefaults("relay-test");
        builder.AddFleetBus(_ => { }, endpoints ?? ((_, _) => { }));
        var store = builder.AddFleetStore(schema.Replace('-', '_'), _ => { });
        if (relay is not null)
            store.AddRelay(relay);
        var app = builder.Build();
        await app.StartAsync();
        var broker = app.Services.GetRequiredService<HealthCheckService>();
        await Eventually.Matches(() => broker.CheckHealthAsync(check => check.Name == "rabbitmq"), report => report.Status == HealthStatus.Healthy, "the bus is connected");
        return app;
    }

    private sealed record Received<T>(T Message, string? Organisation, string? TraceId);

    private sealed class Inbox<T> where T : class
    {
        public ConcurrentQueue<Received<T>> Received { get; } = [];

        public Task Take(ConsumeContext<T> context)
        {
            Received.Enqueue(new(context.Message, context.Headers.Get<string>(Bus.OrganisationHeader), Activity.Current?.TraceId.ToString()));
            return Task.CompletedTask;
        }

        public Action<IBusRegistrationContext, IRabbitMqBusFactoryConfigurator> At(string queue) =>
            (_, rabbit) => rabbit.ReceiveEndpoint(queue, endpoint =>
            {
                endpoint.SetQuorumQueue();
                endpoint.Handler<T>(Take);
            });
    }
}
