using System.Diagnostics;
using System.Globalization;

namespace FleetWatch.Fuzz;

/// <summary>
/// Keeps every input that takes a new branch and changes those further. Broken is: any exception at all, more than a second for one
/// input, or more memory than a fixed amount and a multiple of the input.
/// </summary>
internal sealed class FuzzRun(Coverage coverage, IReadOnlyList<byte[]> seeds, int seed, string folder)
{
    private const long MemoryAlways = 512 * 1024;
    private const long MemoryPerByte = 4096;
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMinutes(1);
    private readonly Target[] _targets = [.. Seeds.Tables().Select(table => new Target(table))];
    private readonly List<byte[]> _corpus = [];
    private readonly HashSet<string> _broken = [];
    private long _inputs;

    /// <returns>0 where nothing broke.</returns>
    public int Run(TimeSpan length)
    {
        var mutation = new Mutation(seed);
        var clock = Stopwatch.StartNew();
        foreach (var input in seeds)
            Try(input);
        if (coverage.Branches == 0)
        {
            Console.Error.WriteLine("FleetWatch.Iso8583.dll is not instrumented, so there is nothing to be led by: see run.sh.");
            return 2;
        }
        for (var report = ReportEvery; clock.Elapsed < length;)
        {
            Try(mutation.Change(_corpus[mutation.Pick(_corpus.Count)], _corpus[mutation.Pick(_corpus.Count)]));
            if (clock.Elapsed < report)
                continue;
            Report(clock.Elapsed);
            report += ReportEvery;
        }
        Report(clock.Elapsed);
        return _broken.Count == 0 ? 0 : 1;
    }

    private void Try(byte[] input)
    {
        foreach (var target in _targets)
        {
            coverage.Begin();
            var began = Stopwatch.GetTimestamp();
            var used = Environment.CpuUsage.TotalTime;
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                target.Take(input);
                var bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
                if (bytes > MemoryAlways + MemoryPerByte * input.Length)
                    Keep(input, $"memory-{bytes}");
                // The wall clock also counts what other processes did meanwhile.
                if (Stopwatch.GetElapsedTime(began) > LongestRun && Environment.CpuUsage.TotalTime - used > LongestRun)
                    Keep(input, "slow");
            }
            catch (Exception broken)
            {
                var place = broken.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("FleetWatch.Iso8583", StringComparison.Ordinal))?.Trim();
                Keep(input, $"{broken.GetType().Name} {place}");
            }
            if (coverage.IsNew())
                _corpus.Add(input);
        }
        _inputs++;
    }

    private void Keep(byte[] input, string why)
    {
        if (!_broken.Add(why.StartsWith("memory", StringComparison.Ordinal) ? "memory" : why))
            return;
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{_broken.Count}.hex");
        File.WriteAllText(path, Convert.ToHexString(input));
        Console.Error.WriteLine($"{path}: {why}");
    }

    private void Report(TimeSpan elapsed) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{elapsed.TotalMinutes,6:N1} min  {_inputs,12:N0} inputs x {_targets.Length} tables  {coverage.Branches,6:N0} branches  {_corpus.Count,6:N0} kept  {_broken.Count} broken"));
}
