using System.Collections.Concurrent;
using FleetWatch.Contracts;
using FleetWatch.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FleetWatch.Integration.Analysis;

public sealed class FleetReportTests(Servers servers) : IClassFixture<Servers>
{
    [Fact]
    public async Task The_active_instance_says_how_much_of_its_feed_does_not_come()
    {
        await using var host = await AnalysisHost.Start(servers);
        var heard = new ConcurrentQueue<ServiceReport>();
        var ears = host.Services.GetRequiredService<IReceiveEndpointConnector>().ConnectReceiveEndpoint("reports-heard", (_, endpoint) => endpoint.Handler<ServiceReport>(report =>
        {
            heard.Enqueue(report.Message);
            return Task.CompletedTask;
        }));
        await ears.Ready;
        await host.Register("reported");

        await Eventually.True(() => heard.Any(report => report is { Service: "analysis", Organisation: "reported", HeartbeatsMissed: 0.0, FailuresMissed: 0.0, AttemptsUntold: 0.0 }), "Analysis reports of its fleet");
    }
}
