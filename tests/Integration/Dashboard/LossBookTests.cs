using System.Text.Json.Nodes;
using FleetWatch.Contracts;
using FleetWatch.Dashboard.Feed;
using FleetWatch.Dashboard.Incidents;
using FleetWatch.Dashboard.Store;
using FleetWatch.ServiceDefaults;
using FleetWatch.Support;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace FleetWatch.Integration.Dashboard;

/// <summary>Two instances of the Dashboard that hear the same reports.</summary>
public sealed class LossBookTests(Servers servers) : IClassFixture<Servers>
{
    [Fact]
    public async Task Every_instance_hears_each_report_while_it_lives_and_leaves_no_queue_behind()
    {
        await using var one = await Started();
        await using var other = await Started();
        await Eventually.True(async () => await Passing() == 2, "each has a queue of its own");

        await Eventually.True(async () =>
        {
            await one.Services.GetRequiredService<IBus>().Publish(Report("acme", 0.31));
            await one.Services.GetRequiredService<IBus>().Publish(Report("next-door", 0));
            return Losses(one, "acme") == 1 && Losses(other, "acme") == 1;
        }, "both have heard of the loss");
        Assert.All(new[] { one, other }, app => Assert.Equal(0, Losses(app, "next-door")));

        await other.StopAsync();
        await Eventually.True(async () => await Passing() == 1, "its queue is gone");
    }

    private static ServiceReport Report(string organisation, double missed) =>
        new() { Service = "analysis", Organisation = organisation, At = TimeProvider.System.GetUtcNow(), HeartbeatsMissed = missed };

    private static int Losses(WebApplication app, string organisation) => app.Services.GetRequiredService<LossBook>().Of(organisation).Count;

    /// <summary>How many queues go with the connection that made them.</summary>
    private async Task<int> Passing() => (await servers.Broker<JsonArray>("queues/{vhost}"))!.Count(queue => (bool?)queue!["exclusive"] == true); // The broker lists what it has.

    private async Task<WebApplication> Started()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(servers.Settings);
        builder.Configuration.AddInMemoryCollection([new($"{LossSettings.Section}:{nameof(LossSettings.RaiseAfter)}", "00:00:00"), new("urls", "http://127.0.0.1:0")]);
        builder.AddServiceDefaults("dashboard");
        builder.AddDashboardStore();
        builder.AddIncidents();
        builder.AddFeeds();
        var app = builder.Build();
        await app.StartAsync();
        return app;
    }
}
