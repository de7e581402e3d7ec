using System.Globalization;

namespace FleetWatch.Load;

/// <summary>What one process used during the run.</summary>
internal sealed record Used(string Name, double CpuSeconds, double Megabytes);

/// <summary>The figures of a run.</summary>
internal sealed record Report
{
    public required LoadOptions Options { get; init; }
    public required string Store { get; init; }
    public required long Accepted { get; init; }
    public required long Refused { get; init; }

    /// <summary>Events in the organisation's streams at the end.</summary>
    public required long Stored { get; init; }

    /// <summary>From the first post to the last acknowledgement.</summary>
    public required TimeSpan Posted { get; init; }

    /// <summary>From the first post to the commit of the last accepted event.</summary>
    public required TimeSpan Committed { get; init; }
    public required Latencies Latencies { get; init; }
    public required IReadOnlyList<Used> Processes { get; init; }

    /// <summary>Growth of the event tables with their indexes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Analysis' metrics after the run, as Prometheus reads them.</summary>
    public required string Metrics { get; init; }

    private double CommittedRate => Accepted / Committed.TotalSeconds;

    public void Print()
    {
        var processor = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[^1];
        Line($"machine      {Environment.ProcessorCount} x {processor}, load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]}, .NET {Environment.Version}");
        Line($"store        {Store}");
        Line($"load         {(Options.Direct ? "messages" : "posts")} of {Body.Events} events from {Body.Events} of {Options.Terminals} terminals, {Options.Clients} clients, {Options.Duration.TotalSeconds:0} s");
        Line($"accepted     {Accepted,12:n0} events  {Accepted / Posted.TotalSeconds,9:n0} /s   acknowledged p50 {Latencies.Percentile(0.5):0.0} ms, p99 {Latencies.Percentile(0.99):0.0} ms, sent again {Refused}");
        Line($"committed    {Stored,12:n0} events  {CommittedRate,9:n0} /s   {(Committed - Posted).TotalMilliseconds:0} ms after the last acknowledgement");
        Line($"detection    {Sum("fleetwatch_analysis_step_duration_seconds_sum", "part=\"detect\"") / Committed.TotalSeconds,10:p1} of the time; steps of {Sum("fleetwatch_analysis_events_total", "") / Math.Max(1, Sum("fleetwatch_analysis_step_duration_seconds_count", "part=\"append\"")):0} events");
        Line($"core alone   {CoreAlone.MicrosecondsPerEvent(Options.Terminals),10:0.0} us of processor time an event, over the same failures in a process that does nothing else");
        Line($"storage      {Bytes / 1048576.0 / (Stored / 1e6),10:n0} MB per million events");
        foreach (var process in Processes.Where(process => process.Megabytes > 0))
            Line($"{process.Name,-12} {process.CpuSeconds / Committed.TotalSeconds,10:p0} of one processor, {process.CpuSeconds / Accepted * 1e6,5:0.0} us an event, {process.Megabytes,6:n0} MB");
    }

    public void PrintLimit(string how, double oneWriter, double twoWriters)
    {
        Line($"COPY limit   {oneWriter,10:n0} rows/s by one writer, {twoWriters:n0} by two, into the same table{how}");
        Line($"ratio        {CommittedRate / oneWriter,10:0.00} of one writer's COPY, {CommittedRate / twoWriters:0.00} of two writers'");
    }

    /// <summary>Adds up the samples of one metric whose labels hold the text.</summary>
    private double Sum(string metric, string label) => Metrics.Split('\n')
        .Where(line => line.StartsWith(metric, StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal))
        .Sum(line => double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
