using FleetWatch.Contracts;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Causes;
using FleetWatch.Detection.Findings;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Presence;
using FleetWatch.Detection.Sequential;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Attribution;

/// <summary>
/// Which cause at which scope explains best what came together: every hypothesis that contains one given observation is scored by
/// its likelihood ratio, its prior and how many places of its kind there are, and the best one that is sound wins.
/// </summary>
internal sealed class Localiser(FleetMap fleet, ActivityHistory history, ObservationLog log, FailureRates rates, Budget budget, FindingBook findings,
    PresenceWatch presence)
{
    private static readonly long Lookback = TimeSpan.FromHours(47).Ticks;

    /// <summary>The budget is one of weeks; starts were looked for in two days.</summary>
    private static readonly double StartsInAWeek = TimeSpan.FromDays(7).Ticks / (double)Lookback;
    private const double OddIssuer = 0.04;
    private const double OddTerminal = 0.02;
    private readonly Exposure _exposure = new();
    private readonly Exposure _part = new();
    private int _revised;
    private readonly List<Observation> _found = [];

    /// <param name="trigger">What they all contain.</param>
    /// <param name="now">In ticks of the feed's clock.</param>
    /// <param name="revised">Number of the finding that is thought over: what it explains counts as unexplained.</param>
    /// <returns>The hypotheses about it, best first; only the first can be sound and above its threshold if any is.</returns>
    public List<Hypothesis> Explain(in Observation trigger, long now, int revised = 0)
    {
        _revised = revised;
        var hypotheses = new List<Hypothesis>();
        var seat = fleet.Seat(trigger.Terminal);
        for (var signature = 0; signature < CauseList.All.Length; signature++)
        {
            var cause = CauseList.All[signature];
            if (!Possible(cause, trigger, seat, now))
                continue;
            foreach (var kind in cause.Kinds)
            {
                var group = kind == ScopeKind.Issuer ? trigger.Issuer : seat.OfKind(kind);
                if (group >= 0 && Judge(signature, kind, group, trigger, now) is { } hypothesis)
                    hypotheses.Add(hypothesis);
            }
        }
        hypotheses.Sort((one, other) => one.Holds == other.Holds ? other.Score.CompareTo(one.Score) : other.Holds.CompareTo(one.Holds));
        return hypotheses;
    }

    public bool InScope(in Observation one, int group, int issuer)
    {
        if (issuer >= 0 && one.Issuer != issuer)
            return false;
        return fleet.KindOf(group) == ScopeKind.Issuer ? one.Issuer == group : fleet.Seat(one.Terminal).In(group);
    }

    private static bool Possible(CauseSignature cause, in Observation trigger, TerminalSeat seat, long now)
    {
        var shown = trigger.Symptom == Symptom.Silence ? cause.Beats != BeatEffect.None : cause.Shown(trigger.Symptom);
        if (!shown || (cause.OutdatedOnly && !seat.IsOutdated) || (cause.OneIssuerOnly && trigger.Issuer < 0))
            return false;
        if (cause.Hours is not { } hours)
            return true;
        var hour = seat.LocalMinute(now) / 60;
        return hour >= hours.From || hour < hours.Until;
    }

    private Hypothesis? Judge(int signature, ScopeKind kind, int group, in Observation trigger, long now)
    {
        var cause = CauseList.All[signature];
        var issuer = cause.OneIssuerOnly ? trigger.Issuer : -1;
        Collect(cause, group, issuer, now);
        if (_found.Count < 2)
            return null;
        _found.Sort((one, other) => one.At.CompareTo(other.At));
        var share = kind == ScopeKind.Issuer ? rates.ShareOf(group) : issuer >= 0 ? rates.ShareOf(issuer) : 1;
        var exposed = kind == ScopeKind.Issuer ? fleet.Group(fleet.Seat(trigger.Terminal).OfKind(ScopeKind.Fleet)) : fleet.Group(group);
        _exposure.Load(history, exposed, now, share, presence.Untold(exposed, now, cause.CountsBeats));
        var (best, strength, from) = Window.Best(cause, _found, _exposure);
        if (from == _found.Count)
            return null;
        var inside = _found[from..];
        if (kind is ScopeKind.Issuer or ScopeKind.Terminal)
        {
            if (kind == ScopeKind.Issuer)
                HabitOfIssuer(inside, group);
            else
                HabitOfTerminal(inside, _found[..from], trigger.Terminal);
            (best, strength, from) = Window.Best(cause, inside, _exposure);
            if (from == inside.Count)
                return null;
            inside = inside[from..];
        }
        var likelihood = best - Math.Log(StartsInAWeek * _found.Count);
        var attempts = _exposure.AttemptsSince(inside[0].At);
        // One issuer of many was picked out: the budget of the place is divided among them by their shares.
        var chosen = issuer >= 0 ? Math.Log(share) : 0;
        return new Hypothesis
        {
            Signature = signature,
            Group = group,
            Issuer = issuer,
            LogLikelihood = likelihood,
            Score = likelihood + cause.LogPrior - Math.Log(fleet.CountOf(kind)) + chosen,
            Threshold = budget.LogThreshold(kind) - chosen,
            Strength = strength,
            StartedAt = inside[0].At,
            Lasted = inside[0].At <= now - budget.Settings.LeastDuration.Ticks,
            Failures = inside.Count,
            Expected = inside.Sum(one => one.Rate) / inside.Count * attempts,
            Attempts = (int)attempts,
            Cards = inside.Where(one => one.Card != 0).Select(one => one.Card).Distinct().Count(),
            Terminals = inside.Select(one => one.Terminal).Distinct().Count(),
            Sites = inside.Select(one => fleet.Seat(one.Terminal).SiteOrSelf).Distinct().Count(),
            Sound = Soundness.Of(new Suspicion(cause, kind, inside, strength, attempts, _exposure.BeatsSince(inside[0].At), fleet, budget.Settings,
                budget.LogThreshold(ScopeKind.Terminal)),
                part => Part(part, share, inside[0].At, now)),
        };
    }

    /// <summary>
    /// An issuer may always have answered so: some mislabel. What it did before is its everyday, and while little was seen before, it may be
    /// anything up to <see cref="OddIssuer"/>; only a change is news.
    /// </summary>
    private void HabitOfIssuer(List<Observation> inside, int issuer)
    {
        var attempts = Math.Max(0, rates.AttemptsOf(issuer) - _exposure.AttemptsSince(inside[0].At));
        Habitual(inside, symptom =>
        {
            var before = Math.Max(0, rates.CountOf(symptom, issuer) - inside.Count(one => one.Symptom == symptom && one.Finding == 0));
            return (before + Math.Sqrt(before) + 1) / (attempts + (1 / OddIssuer));
        });
    }

    /// <summary>
    /// Some terminals are simply worse: a busy stripe, the edge of a cell. The same as for an issuer, with the terminal's own attempts and failures before,
    /// as far as they are known.
    /// </summary>
    private void HabitOfTerminal(List<Observation> inside, List<Observation> earlier, int terminal)
    {
        var attempts = Math.Max(0, rates.AttemptsAt(terminal) - _exposure.AttemptsSince(inside[0].At));
        Habitual(inside, symptom =>
        {
            var settled = Math.Max(0, rates.SettledAt(symptom, terminal) - inside.Count(one => one.Symptom == symptom && one.Settled));
            return (settled + earlier.Count(one => one.Symptom == symptom && one is { Settled: false, Finding: 0 }) + 1) / (attempts + (1 / OddTerminal));
        });
    }

    private static void Habitual(List<Observation> inside, Func<Symptom, double> habitOf)
    {
        foreach (var symptom in inside.Select(one => one.Symptom).Where(symptom => symptom != Symptom.Silence).Distinct().ToList())
        {
            var habit = habitOf(symptom);
            for (var at = 0; at < inside.Count; at++)
            {
                if (inside[at].Symptom == symptom && inside[at].Rate < habit)
                    inside[at] = inside[at] with { Rate = Math.Min(0.9, habit) };
            }
        }
    }

    private (double Attempts, double Beats) Part(int group, double share, long since, long now)
    {
        _part.Load(history, fleet.Group(group), now, share, 0);
        return (_part.AttemptsSince(since), _part.BeatsSince(since));
    }

    private void Collect(CauseSignature cause, int group, int issuer, long now)
    {
        _found.Clear();
        foreach (var (symptom, _) in cause.Shows)
            Collect(symptom, cause, group, issuer, now);
        if (cause.Beats == BeatEffect.AsTransactions)
            Collect(Symptom.Silence, cause, group, issuer, now);
    }

    private void Collect(Symptom symptom, CauseSignature cause, int group, int issuer, long now)
    {
        foreach (ref readonly var one in log.Of(symptom))
        {
            if (one.At >= now - Lookback && InScope(one, group, issuer) && (one.Finding == 0 || one.Finding == _revised || findings.MayAbsorb(one.Finding, cause, group, now)))
                _found.Add(one);
        }
    }
}
