using System.Diagnostics;
using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Detection;

namespace FleetWatch.Load;

/// <summary>What the detection core costs by itself, in processor time: other work on the machine does not lengthen it much.</summary>
internal static class CoreAlone
{
    private const int Warmup = 50_000;
    private const int Measured = 200_000;
    private const int EventsPerMessage = 100;

    public static double MicrosecondsPerEvent(int terminals)
    {
        var detector = new FleetDetector("core-alone", new DetectionSettings());
        var start = new DateTimeOffset(2026, 11, 5, 3, 0, 0, TimeSpan.Zero);
        Feed(detector, start, 0, Warmup, terminals);
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        Feed(detector, start, Warmup, Measured, terminals);
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalMicroseconds / Measured;
    }

    // 20,000 events a second of the feed's time, in messages of 100, as the run itself sends them.
    private static void Feed(FleetDetector detector, DateTimeOffset start, int first, int count, int terminals)
    {
        for (var number = first; number < first + count; number++)
        {
            var at = start.AddSeconds(number / 20_000.0);
            detector.Observe(new TransactionFailed
            {
                Id = number.ToString("x16", CultureInfo.InvariantCulture),
                TerminalId = Body.TerminalId(number % terminals),
                OccurredAt = at,
                ResponseCode = "91",
                EntryMode = "05",
                Bin = "62002202",
                CardRef = "c9f3a1c5e2b10",
                SoftwareVersion = "3.2.4",
                Carrier = "cmcc",
            }, at);
            if (number % EventsPerMessage == EventsPerMessage - 1)
                detector.Advance(at);
        }
    }
}
