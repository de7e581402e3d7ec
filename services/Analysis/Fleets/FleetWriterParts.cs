using FleetWatch.Analysis.Publishing;
using FleetWatch.Analysis.Storage;
using FleetWatch.Detection;
using Microsoft.Extensions.Options;

namespace FleetWatch.Analysis.Fleets;

/// <summary>What every writer works with.</summary>
internal sealed record FleetWriterParts(StepStore Steps, Epochs Epochs, Checkpoints Checkpoints, StepLog Log, RegisteredTerminals Registered, FindingsToPublish Findings, AnalysisMetrics Metrics, TimeProvider Clock,
    IOptions<AnalysisOptions> Options, ILogger<FleetWriter> Logger)
{
    public DetectionSettings Detection { get; init; } = new();
}
