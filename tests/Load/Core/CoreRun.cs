using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;

namespace FleetWatch.Load.Core;

/// <summary><c>core</c>: the detection core alone, in memory, on one thread: time, allocations, memory and checkpoint of fleets of several sizes.</summary>
internal static class CoreRun
{
    public static Command Command()
    {
        var terminals = new Option<int[]>("--terminals") { Description = "Sizes of the fleets.", DefaultValueFactory = _ => [10_000, 1_000_000], AllowMultipleArgumentsPerToken = true };
        var blocks = new Option<int>("--blocks") { Description = "Blocks of 20,000 events to measure, of transactions and of heartbeats.", DefaultValueFactory = _ => 100 };
        var warm = new Option<int>("--warm") { Description = "Blocks of transactions before anything is measured.", DefaultValueFactory = _ => 150 };
        var command = new Command("core", "The detection core alone, in memory: needs no servers.") { terminals, blocks, warm };
        command.SetAction(given =>
        {
            Console.WriteLine($"{Machine()}, .NET {Environment.Version}, {Environment.ProcessorCount} cores, load {LoadAverage()}; one thread, processor time");
            foreach (var size in given.GetRequiredValue(terminals))
                Measure(size, given.GetValue(blocks), given.GetValue(warm));
        });
        return command;
    }

    private static void Measure(int terminals, int blocks, int warm)
    {
        var core = new CoreMeasure(terminals);
        Say($"{terminals:N0} terminals, every dimension, 5 % failures");
        Say($"  registered        {core.BytesRegistered / (double)terminals:0} B a terminal");
        core.BeatOnce(terminals);
        core.Transactions(warm);
        var limit = new BareIncrement(terminals, warm * CoreMeasure.Block);
        var limits = new List<double>();
        for (var part = 0; part < 10; part++)
        {
            var (median, mean) = core.Transactions(Math.Max(1, blocks / 10));
            limits.Add(limit.Run());
            Say($"  transaction       {median.Nanoseconds:0} ns median, {mean.Nanoseconds:0} mean, {median.Bytes:0.00} B allocated (median), {mean.Bytes:0.00} (mean); limit {limits[^1]:0} ns");
        }
        var beats = core.Heartbeats(blocks);
        Say($"  heartbeat         {beats.Median.Nanoseconds:0} ns median, {beats.Mean.Nanoseconds:0} mean, {beats.Median.Bytes:0.00} B allocated");
        Say($"  limit             {limits.Order().ElementAt(limits.Count / 2):0} ns median");
        var (save, load, bytes) = core.Checkpoint();
        Say($"  checkpoint        saved in {save.TotalSeconds:0.0} s, loaded in {load.TotalSeconds:0.0} s, {bytes / 1e6:0} MB");
        Say($"  findings          {core.Findings} (healthy traffic: none is right)");
        var held = core.BytesHeld();
        Say($"  held              {held / 1e6:0} MB = {held / (double)terminals:0} B a terminal");
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static string Machine() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? RuntimeInformation.OSArchitecture.ToString()
        : RuntimeInformation.OSDescription;

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";
}
