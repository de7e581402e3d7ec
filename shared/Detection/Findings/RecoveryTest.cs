using FleetWatch.Contracts;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Fleet;

namespace FleetWatch.Detection.Findings;

/// <summary>
/// Whether an open finding is over: the log likelihood ratio of health against the finding's own strength, as a reverse CUSUM: n (-ln(1 - s)) over the
/// attempts and heartbeats that passed, less ln(1 - s + s q/p) for each failure, between 0 and 8; over at 8 nats and not before the cause's least quiet time.
/// </summary>
internal sealed class RecoveryTest(string organisation, FindingBook book, Exposures exposures, FailureRates rates, FleetMap fleet)
{
    private const double Over = 8;

    public void Run(long now, List<FindingEvent> news)
    {
        foreach (var finding in book.All)
        {
            if (!finding.IsOpen)
                continue;
            var issuer = fleet.KindOf(finding.Group) == ScopeKind.Issuer ? finding.Group : finding.Issuer;
            var passed = finding.Look(exposures, rates.LikelyShareOf(issuer));
            // No more than it takes: a trouble that comes back every night is not outweighed by the day between.
            finding.Recovery = Math.Min(Over, finding.Recovery + (passed * -Math.Log(1 - finding.Lasting)));
            if (finding.Recovery < Over || now - finding.LastProof < finding.Cause.OverAfter.Ticks || now - finding.OpenedAt < finding.Cause.OverAfter.Ticks)
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
