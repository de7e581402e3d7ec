using BenchmarkDotNet.Attributes;
using FleetWatch.Contracts;
using FleetWatch.Detection;

namespace FleetWatch.Load.Core;

/// <summary>
/// One event through the detection core, beside the bare increment of the same shape. Every iteration takes new events, made outside of what is timed.
/// Failures are measured among nineteen times as many approvals only: by themselves they are a trouble, and thought over.
/// </summary>
[MemoryDiagnoser]
[HideColumns("Job", "Error", "RatioSD", "Gen0", "Gen1", "Gen2")]
public class CoreBenchmarks
{
    private const int Many = CoreMeasure.Block;
    private const int WarmBlocks = 40;
    private readonly FleetDetector _detector = new("core", new DetectionSettings());
    private CoreTraffic _traffic = null!; // set up before anything is measured, as the next two are
    private BareIncrement _bare = null!;
    private (TerminalEvent Event, DateTimeOffset At)[] _block = [];

    [Params(10_000, 100_000)]
    public int Terminals { get; set; }

    [GlobalSetup]
    public void Register()
    {
        _traffic = new CoreTraffic(Terminals, 17);
        _bare = new BareIncrement(Terminals, WarmBlocks * Many);
        CoreFleet.Register(_detector, Terminals, _traffic.At(0));
        CoreTraffic.Feed(_detector, _traffic.Heartbeats(Terminals));
        for (var block = 0; block < WarmBlocks; block++)
            CoreTraffic.Feed(_detector, _traffic.Transactions(Many));
    }

    [IterationSetup(Targets = [nameof(Transaction), nameof(Increment)])]
    public void MakeTransactions() => _block = _traffic.Transactions(Many);

    [IterationSetup(Target = nameof(Heartbeat))]
    public void MakeHeartbeats() => _block = _traffic.Heartbeats(Many);

    [IterationSetup(Target = nameof(Approval))]
    public void MakeApprovals() => _block = [.. _traffic.Transactions(Many + (Many / 10)).Where(one => one.Event is TransactionApproved).Take(Many)];

    [Benchmark(Baseline = true, OperationsPerInvoke = BareIncrement.Rounds)]
    public double Increment() => _bare.Run();

    [Benchmark(OperationsPerInvoke = Many)]
    public DetectionOutput Transaction() => CoreTraffic.Feed(_detector, _block);

    [Benchmark(OperationsPerInvoke = Many)]
    public DetectionOutput Approval() => CoreTraffic.Feed(_detector, _block);

    [Benchmark(OperationsPerInvoke = Many)]
    public DetectionOutput Heartbeat() => CoreTraffic.Feed(_detector, _block);
}
