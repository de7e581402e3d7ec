using FleetWatch.Contracts;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Fleet;

namespace FleetWatch.Detection.Findings;

/// <summary>
/// Whether an open finding is over: the log likelihood ratio of health against the finding's own strength, counted since its last
/// failure, n (-ln(1 - s)) over the attempts and heartbeats that passed; over at 8 nats and not before the cause's least quiet time.
/// </summary>
internal sealed class RecoveryTest(string organisation, FindingBook book, Exposures exposures, FailureRates rates, FleetMap fleet)
{
    private const double Over = 8;

    /// <summary>A strength found at the moment of alarm is found too large, because large is what alarms.</summary>
    private const double Cautious = 0.5;

    public void Run(long now, List<FindingEvent> news)
    {
        foreach (var finding in book.All)
        {
            if (!finding.IsOpen)
                continue;
            var issuer = fleet.KindOf(finding.Group) == ScopeKind.Issuer ? finding.Group : finding.Issuer;
            var seen = exposures.Of(finding.Group) + (finding.Cause.CountsBeats ? exposures.Beats(finding.Group) : 0);
            var passed = Math.Max(0, seen - finding.AttemptsSeen) * rates.LikelyShareOf(issuer);
            finding.AttemptsSeen = seen;
            finding.Attempts += passed;
            finding.Recovery += passed * -Math.Log(1 - Math.Clamp(Cautious * Math.Min(finding.Strength, finding.Failures / Math.Max(1, finding.Attempts)), 0.002, 0.95));
            if (finding.Recovery < Over || now - finding.LastHit < finding.Cause.OverAfter.Ticks || now - finding.OpenedAt < finding.Cause.OverAfter.Ticks)
                continue;
            finding.EndedAt = now;
            news.Add(new FindingClosed
            {
                FindingId = finding.FindingId,
                Organisation = organisation,
                At = new DateTimeOffset(now, TimeSpan.Zero),
                End = FindingEnd.Recovered
            });
        }
        book.Forget(now);
    }
}
