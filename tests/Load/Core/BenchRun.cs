using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace FleetWatch.Load.Core;

/// <summary><c>bench</c>: single events through the detection core, by BenchmarkDotNet in this very process, which needs no build of its own.</summary>
internal static class BenchRun
{
    public static Command Command()
    {
        var command = new Command("bench", "Single events through the detection core, beside the bare increment of the same shape: needs no servers.");
        command.SetAction(_ => BenchmarkRunner.Run<CoreBenchmarks>(Config()));
        return command;
    }

    // One invocation an iteration: an event may be taken but once.
    private static ManualConfig Config() => DefaultConfig.Instance
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "fleetwatch-bench"))
        .AddJob(Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance).WithInvocationCount(1).WithUnrollFactor(1).WithWarmupCount(5).WithIterationCount(20));
}
