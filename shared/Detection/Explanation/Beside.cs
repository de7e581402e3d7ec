using FleetWatch.Contracts;
using FleetWatch.Detection.Attribution;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Causes;
using FleetWatch.Detection.Findings;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Presence;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Explanation;

/// <summary>
/// How those beside a finding's scope fare: failures of its symptoms there since it began, against what the fleet's everyday rates expect of the attempts
/// there. What other findings explain counts as well, and is told apart: a place with a trouble of its own is not quite well, but no part of this one.
/// </summary>
internal sealed class Beside(FleetMap fleet, ObservationLog log, FailureRates rates, Exposures exposures, PresenceWatch presence, ScopeActivity activity)
{
    /// <summary>How much of what surrounds a small scope is told: the rest of its site and of its merchant, say.</summary>
    private const int MostRests = 2;

    /// <summary>Of a larger group every so many terminals say how often heartbeats are lost.</summary>
    private const int Sampled = 4096;
    private readonly Neighbours _neighbours = new(fleet, rates, exposures);

    /// <returns>
    /// Those beside it, and how many failures the same rates expect in the scope itself: what was expected when it was named was of fewer attempts.
    /// </returns>
    public (double Expected, List<PeerHealth> Peers) Of(OpenFinding finding, long now)
    {
        activity.Clear();
        var sides = Sides(finding);
        Count(finding, sides, now);
        var expected = Expected(finding, finding.Group, Traffic(finding, finding.Group, now), Members(finding.Group, outside: -1));
        return (expected, [.. sides.Select(side => Told(finding, side, now))
            .OrderByDescending(peer => peer.Expected).ThenBy(peer => peer.Scope.Kind).ThenBy(peer => peer.Scope.Key, StringComparer.Ordinal)]);
    }

    private PeerHealth Told(OpenFinding finding, Side side, long now) =>
        new(fleet.ScopeOf(side.Group), side.Failures, Math.Round(Expected(finding, side, now), 3), side.Terminals) { Rest = side.Rest, OfOthers = side.OfOthers };

    private List<Side> Sides(OpenFinding finding)
    {
        var sides = _neighbours.Siblings(finding.Group).Where(other => !finding.MoreIssuers.Contains(other) && other != finding.Group)
            .Take(Neighbours.Most).Select(other => new Side(other, Rest: false, Members(other, finding.Group)))
            .Where(side => fleet.KindOf(side.Group) == ScopeKind.Issuer || side.Terminals > 0).ToList();
        var whole = fleet.GroupOf(ScopeKind.Fleet, FleetMap.WholeFleet);
        foreach (var wider in _neighbours.Around(finding.Group))
        {
            if (sides.Count(side => side.Rest) == MostRests || sides.Count == Neighbours.Most || (wider == whole && sides.Count > 0))
                break;
            var rest = new Side(wider, Rest: true, Members(wider, finding.Group));
            // A merchant may have no other site: the rest of both is the same.
            if (rest.Terminals > 0 && !sides.Exists(side => side.Rest && side.Terminals == rest.Terminals && fleet.Contains(wider, side.Group)))
                sides.Add(rest);
        }
        return sides;
    }

    private (int Terminals, double LossRate) Members(int group, int outside)
    {
        if (fleet.KindOf(group) == ScopeKind.Issuer)
            return default;
        var terminals = 0;
        foreach (var member in fleet.MembersOf(group))
            terminals += Counts(member, outside) ? 1 : 0;
        var (looked, losses) = (0, 0.0);
        foreach (var member in fleet.Group(group).Sample(Sampled).Members)
        {
            if (!Counts(member, outside))
                continue;
            looked++;
            losses += presence[member].LossRate;
        }
        return (terminals, losses / Math.Max(1, looked));
    }

    private bool Counts(int member, int outside) => !fleet.Row(member).Retired && (outside < 0 || !fleet.Seat(member).In(outside));

    private void Count(OpenFinding finding, List<Side> sides, long now)
    {
        foreach (var symptom in SymptomsOf(finding.Cause))
        {
            foreach (ref readonly var one in log.Of(symptom))
            {
                if (one.At < finding.StartedAt || one.At > now || !finding.Strikes(one.Issuer) || fleet.Row(one.Terminal).Retired || one.IsIn(fleet, finding.Group))
                    continue;
                foreach (var side in sides)
                {
                    if (one.IsIn(fleet, side.Group))
                        side.Add(one);
                }
            }
        }
    }

    private double Expected(OpenFinding finding, Side side, long now)
    {
        var there = Traffic(finding, side.Group, now);
        if (side.Rest && Traffic(finding, finding.Group, now) is var own)
            there = (Math.Max(0, there.Attempts - own.Attempts), Math.Max(0, there.Beats - own.Beats));
        return Expected(finding, side.Group, there, side.Members);
    }

    private double Expected(OpenFinding finding, int group, (double Attempts, double Beats) there, (int Terminals, double LossRate) members)
    {
        int[] issuers = fleet.KindOf(group) == ScopeKind.Issuer ? [group] : [finding.Issuer, .. finding.MoreIssuers];
        var perAttempt = issuers.Sum(issuer => rates.LikelyShareOf(issuer)
            * SymptomsOf(finding.Cause).Where(symptom => symptom != Symptom.Silence).Sum(symptom => rates.LikelyOf(symptom, issuer)));
        var silent = finding.Cause.Beats == BeatEffect.None || members.Terminals == 0 ? 0
            : members.Terminals * (1 - Math.Exp(-members.LossRate * there.Beats / members.Terminals));
        return (perAttempt * there.Attempts) + silent;
    }

    private (double Attempts, double Beats) Traffic(OpenFinding finding, int group, long now)
    {
        var exposure = activity.Of(fleet.Group(group).Exposed, now, finding.StartedAt, 1, finding.Cause.CountsBeats);
        return (exposure.AttemptsSince(finding.StartedAt), exposure.BeatsSince(finding.StartedAt));
    }

    private static IEnumerable<Symptom> SymptomsOf(CauseSignature cause)
    {
        var shown = cause.Shows.Select(shown => shown.Symptom);
        return (cause.Beats == BeatEffect.None ? shown : shown.Append(Symptom.Silence)).Distinct();
    }

    private sealed record Side(int Group, bool Rest, (int Terminals, double LossRate) Members)
    {
        private readonly HashSet<int> _silent = [];

        public int Terminals => Members.Terminals;
        public int Failures { get; private set; }
        public int OfOthers { get; private set; }

        // One that is switched off misses heartbeat after heartbeat.
        public void Add(in Observation one)
        {
            if (one.Symptom == Symptom.Silence && !_silent.Add(one.Terminal))
                return;
            Failures++;
            OfOthers += one.Finding != 0 ? 1 : 0;
        }
    }
}
