using System.Globalization;
using FleetWatch.Contracts;

namespace FleetWatch.Analysis.Export;

/// <summary>
/// An hourly line as the events that it was folded from, as far as they are known: its heartbeats at even distances through the hour, its
/// attempts and approvals shared out among them. When within the hour they came, and with which signal, nobody knows any more.
/// </summary>
internal static class FoldedHour
{
    /// <param name="hour">The line.</param>
    /// <param name="counts">Whether this terminal's heartbeats carry counters; else the counts are of approvals that a host reported.</param>
    public static IEnumerable<TerminalEvent> Unfold(HourlyActivity hour, bool counts)
    {
        for (var beat = 0; beat < hour.Heartbeats; beat++)
            yield return Heartbeat(hour, beat, counts);
        if (hour.Heartbeats > 0 && counts)
            yield break;
        for (var approval = 0; approval < hour.Approvals; approval++)
            yield return Approval(hour, approval);
    }

    private static TerminalHeartbeat Heartbeat(HourlyActivity hour, int beat, bool counts) => new()
    {
        Id = Id(hour, "beat", beat),
        TerminalId = hour.TerminalId,
        OccurredAt = At(hour, beat, hour.Heartbeats),
        SentAt = At(hour, beat, hour.Heartbeats),
        Attempts = counts ? Share(hour.Attempts, beat, hour.Heartbeats) : null,
        Approvals = counts ? Share(hour.Approvals, beat, hour.Heartbeats) : null,
    };

    private static TransactionApproved Approval(HourlyActivity hour, int approval) => new()
    {
        Id = Id(hour, "approval", approval),
        TerminalId = hour.TerminalId,
        OccurredAt = At(hour, approval, hour.Approvals),
        SentAt = At(hour, approval, hour.Approvals),
    };

    private static string Id(HourlyActivity hour, string what, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"folded-{what}-{hour.Hour.UtcDateTime:yyyyMMddHH}-{number}");

    // In the middle of its share of the hour.
    private static DateTimeOffset At(HourlyActivity hour, int number, int of) => hour.Hour + (TimeSpan.FromHours(1) * ((2 * number) + 1) / (2 * of));

    private static int Share(int all, int number, int of) => (all * (number + 1) / of) - (all * number / of);
}
