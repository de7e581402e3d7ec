using System.Diagnostics;
using FleetWatch.Contracts;
using FleetWatch.Detection;

namespace FleetWatch.Load.Core;

/// <summary>Nanoseconds of processor time and bytes allocated per event, of one kind of traffic.</summary>
internal readonly record struct Cost(double Nanoseconds, double Bytes);

/// <summary>
/// The detection core of one fleet, fed by itself. Processor time, not the wall's: other work on the machine lengthens it only by the
/// cache lines that it takes away. The median over blocks keeps the rare sweep and the rare growth of a table out; the mean has them in.
/// </summary>
internal sealed class CoreMeasure
{
    public const int Block = 20_000;
    private readonly CoreTraffic _traffic;
    private FleetDetector _detector;

    public CoreMeasure(int terminals)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        _traffic = new CoreTraffic(terminals, 17);
        _detector = new FleetDetector("core", new DetectionSettings());
        CoreFleet.Register(_detector, terminals, _traffic.At(0));
        BytesRegistered = GC.GetTotalMemory(forceFullCollection: true) - before;
    }

    public long BytesRegistered { get; }

    /// <summary>Findings since the beginning: none is to be expected of healthy traffic.</summary>
    public int Findings { get; private set; }

    public (Cost Median, Cost Mean) Transactions(int blocks) => Run(blocks, () => _traffic.Transactions(Block));

    public (Cost Median, Cost Mean) Heartbeats(int blocks) => Run(blocks, () => _traffic.Heartbeats(Block));

    /// <summary>One heartbeat of every terminal: from then on it is known that they count their attempts, and no second one is due.</summary>
    public void BeatOnce(int terminals)
    {
        for (var left = terminals; left > 0; left -= Block)
            Feed(_traffic.Heartbeats(Math.Min(left, Block)));
    }

    /// <summary>Bytes that the detector holds on the heap: what goes away with it. Nothing can be fed afterwards.</summary>
    public long BytesHeld()
    {
        var with = GC.GetTotalMemory(forceFullCollection: true);
        _detector = new FleetDetector("core", new DetectionSettings());
        return with - GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>Writes the checkpoint to a file and reads it back.</summary>
    public (TimeSpan Save, TimeSpan Load, long Bytes) Checkpoint()
    {
        var path = Path.GetTempFileName();
        try
        {
            _detector.Advance(_detector.Now);
            var began = Stopwatch.GetTimestamp();
            using (var target = new BufferedStream(File.Create(path), 1 << 20))
                _detector.Save(target);
            var saved = Stopwatch.GetElapsedTime(began);
            _detector = new FleetDetector("core", new DetectionSettings());
            GC.Collect();
            began = Stopwatch.GetTimestamp();
            using (var source = new BufferedStream(File.OpenRead(path), 1 << 20))
                _detector = FleetDetector.Load(source, "core", new DetectionSettings());
            return (saved, Stopwatch.GetElapsedTime(began), new FileInfo(path).Length);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private (Cost Median, Cost Mean) Run(int blocks, Func<(TerminalEvent Event, DateTimeOffset At)[]> make)
    {
        var costs = new List<Cost>();
        for (var block = 0; block < blocks; block++)
            costs.Add(Feed(make()));
        var sorted = costs.Select(cost => cost.Nanoseconds).Order().ToList();
        return (new Cost(sorted[sorted.Count / 2], costs.Select(cost => cost.Bytes).Order().ElementAt(costs.Count / 2)),
            new Cost(costs.Average(cost => cost.Nanoseconds), costs.Average(cost => cost.Bytes)));
    }

    private Cost Feed((TerminalEvent Event, DateTimeOffset At)[] block)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var before = Environment.CpuUsage.TotalTime;
        var output = CoreTraffic.Feed(_detector, block);
        var took = Environment.CpuUsage.TotalTime - before;
        Findings += output.Findings.Count;
        return new Cost(took.TotalNanoseconds / block.Length, (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)block.Length);
    }
}
