using System.Diagnostics.Metrics;
using FleetWatch.Analysis.Explain;
using FleetWatch.Analysis.Export;
using FleetWatch.Analysis.Fleets;
using FleetWatch.Analysis.Parked;
using FleetWatch.Analysis.Publishing;
using FleetWatch.Analysis.Reads;
using FleetWatch.Analysis.Replays;
using FleetWatch.Analysis.Storage;
using FleetWatch.Detection;
using FleetWatch.ServiceDefaults;
using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FleetWatch.Analysis;

/// <summary>The parts of the service, in the order in which they start; they stop in the reverse one.</summary>
internal static class AnalysisParts
{
    public static IHostApplicationBuilder AddAnalysis(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<AnalysisOptions>().BindConfiguration(AnalysisOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<DetectionSettings>().BindConfiguration($"{AnalysisOptions.Section}:Detection").ValidateDataAnnotations().ValidateOnStart();
        builder.AddFleetStore(AnalysisSchema.Name, AnalysisSchema.Register);
        builder.AddWriters();
        builder.Services.AddSingleton<StoredEvents>();
        builder.Services.AddSingleton<StoredFailures>();
        builder.Services.AddSingleton<StoredEvidence>();
        builder.Services.AddSingleton<StoredFeed>();
        builder.Services.AddSingleton<ParkedMessages>();
        builder.Services.AddSingleton<ReplayRun>().AddSingleton<StoredReplays>().AddSingleton<ReplayDesk>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ReplayDesk>());
        builder.Services.AddHealthChecks().AddCheck<FleetCheck>("fleets", tags: [Health.Ready]);
        builder.AddFleetBus(bus =>
        {
            bus.AddConsumer<OrganisationConsumer>();
            bus.AddConsumer<ReplayConsumer>();
        }, (context, rabbit) =>
        {
            rabbit.ReceiveEndpoint(ReplayConsumer.Queue, endpoint =>
            {
                endpoint.TakeRequests(builder.Configuration);
                endpoint.SingleActiveConsumer = true;
                endpoint.ConcurrentMessageLimit = 1;
                endpoint.ConfigureConsumer<ReplayConsumer>(context);
            });
            rabbit.ReceiveEndpoint("analysis", endpoint =>
            {
                endpoint.SetQuorumQueue();
                endpoint.UseMessageRetry(retry => retry.Interval(5, TimeSpan.FromSeconds(1)));
                endpoint.ConfigureConsumer<OrganisationConsumer>(context);
            });
        });
        builder.Services.AddSingleton<UnpublishedFindings>();
        builder.Services.AddHostedService<FindingRelay>();
        builder.Services.AddHostedService<FleetReports>();
        builder.Services.AddSingleton<FleetQueues>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FleetQueues>());
        return builder;
    }

    // Before the bus: what starts earlier stops later, and the writers must outlive the consumers.
    private static void AddWriters(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(services => services.GetRequiredService<IMeterFactory>().Create(Telemetry.SourceName));
        builder.Services.AddSingleton<AnalysisMetrics>();
        builder.Services.AddSingleton<StepStore>();
        builder.Services.AddSingleton<Epochs>();
        builder.Services.AddSingleton<Checkpoints>();
        builder.Services.AddSingleton<StepLog>();
        builder.Services.AddSingleton<RegisteredTerminals>();
        builder.Services.AddSingleton<FindingsToPublish>();
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<FleetWriterParts>(services) with
        {
            Detection = services.GetRequiredService<IOptions<DetectionSettings>>().Value,
        });
        builder.Services.AddSingleton<FleetWriters>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FleetWriters>());
    }
}
