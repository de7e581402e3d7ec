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

    /// <summary>Nats by which what comes back by the clock is likelier planned than not: 20 to 1.</summary>
    private const double Comeback = 3;
    private const int LooksAtEach = 32;
    private const int LooksAtTerminal = 8;
    private const int LargeIssuers = 8;
    private const double OddIssuer = 0.04;
    private const double OddTerminal = 0.02;
    private readonly Gathering _gathering = new(fleet, log);
    private readonly ScopeActivity _activity = new(fleet, history, presence);
    private readonly Exposure _part = new();
    private readonly List<Observation> _found = [];
    private readonly Dictionary<int, bool> _free = [];
    private Exposure _exposure = new();
    private int _revised;
    private long _compared;

    /// <summary>
    /// Observations and terminals that were looked at since the beginning, those that a hypothesis was made of counted as often as it looks at them.
    /// </summary>
    public long Visited => _gathering.Visited + (presence.Traffic.Visited * LooksAtTerminal) + (_compared * LooksAtEach);

    /// <param name="trigger">What they all contain.</param>
    /// <param name="now">In ticks of the feed's clock.</param>
    /// <param name="everywhere">What strikes the whole fleet is in question as well, which is dear to find out.</param>
    /// <param name="revised">Number of the finding that is thought over: what it explains counts as unexplained.</param>
    /// <returns>The hypotheses about it, best first; only the first can be sound and above its threshold if any is.</returns>
    public List<Hypothesis> Explain(in Observation trigger, long now, bool everywhere, int revised = 0)
    {
        _revised = revised;
        var hypotheses = new List<Hypothesis>();
        var seat = fleet.Seat(trigger.Terminal);
        var possible = Possible(trigger, seat, now, everywhere);
        Gather(trigger, possible, now);
        _activity.Clear();
        foreach (var signature in possible)
        {
            foreach (var kind in CauseList.All[signature].Kinds)
            {
                var group = kind == ScopeKind.Issuer ? trigger.Issuer : seat.OfKind(kind);
                if (group >= 0 && Judge(signature, kind, group, trigger, now) is { } hypothesis)
                    hypotheses.Add(hypothesis);
            }
        }
        for (var at = 0; at < hypotheses.Count; at++)
            hypotheses[at] = Planned(hypotheses[at], hypotheses);
        hypotheses.Sort((one, other) => one.Holds == other.Holds ? other.Score.CompareTo(one.Score) : other.Holds.CompareTo(one.Holds));
        return hypotheses;
    }

    /// <summary>What comes back at the same hour of the night is planned, by whatever codes it is told.</summary>
    private Hypothesis Planned(Hypothesis one, List<Hypothesis> all) => one.Cause.Hours is null || !findings.CameBefore(one.Cause.Family, one.Group, one.StartedAt) ? one
        : one with { Score = Comeback + all.Where(other => other.Group == one.Group && other.Cause.Family == one.Cause.Family).Max(other => other.Score) };

    private static List<int> Possible(in Observation trigger, TerminalSeat seat, long now, bool everywhere)
    {
        var possible = new List<int>();
        for (var signature = 0; signature < CauseList.All.Length; signature++)
        {
            var cause = CauseList.All[signature];
            if ((everywhere || !cause.IsEverywhere) && Possible(cause, trigger, seat, now))
                possible.Add(signature);
        }
        return possible;
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
        Collect(cause, kind, group, now);
        if (_found.Count < 2)
            return null;
        _compared += _found.Count;
        var share = kind == ScopeKind.Issuer ? rates.ShareOf(group) : issuer >= 0 ? rates.ShareOf(issuer) : 1;
        var exposed = kind == ScopeKind.Issuer ? fleet.Seat(trigger.Terminal).OfKind(ScopeKind.Fleet) : group;
        _exposure = _activity.Of(exposed, now, _found[0].At, share, cause.CountsBeats);
        var (best, strength, from) = Window.Best(cause, _found, _exposure, presence);
        if (from == _found.Count)
            return null;
        var inside = _found[from..];
        if (kind is ScopeKind.Issuer or ScopeKind.Terminal)
        {
            if (kind == ScopeKind.Issuer)
                HabitOfIssuer(inside, group);
            else
                HabitOfTerminal(inside, _found[..from], trigger.Terminal);
            (best, strength, from) = Window.Best(cause, inside, _exposure, presence);
            if (from == inside.Count)
                return null;
            inside = inside[from..];
        }
        var likelihood = best - Math.Log(StartsInAWeek * _found.Count);
        var attempts = _exposure.AttemptsSince(inside[0].At);
        // One issuer of many was picked out: the budget of the place is divided among them by their shares.
        var chosen = issuer >= 0 ? Math.Log(share) : 0;
        var suspicion = new Suspicion(cause, kind, inside, strength, attempts, _exposure.BeatsSince(inside[0].At), fleet, budget.Settings,
            budget.LogThreshold(ScopeKind.Terminal));
        var revising = _revised;
        return new Hypothesis
        {
            Signature = signature,
            Group = group,
            Issuer = issuer,
            LogLikelihood = likelihood,
            Score = likelihood + cause.LogPrior - Math.Log(fleet.CountOf(kind)) + chosen,
            Threshold = budget.LogThreshold(kind, cause) - chosen,
            Strength = strength,
            StartedAt = inside[0].At,
            Lasted = inside[0].At <= now - budget.Settings.LeastDuration.Ticks,
            Failures = inside.Count,
            Expected = inside.Sum(one => one.Rate) / inside.Count * attempts,
            Attempts = (int)attempts,
            Examine = () => Soundness.Of(Witnesses(cause.IsEverywhere ? Controlled(suspicion) : suspicion, revising),
                part => Part(part, exposed, share, inside[0].At, now, cause.CountsBeats)),
        };
    }

    // Of the whole fleet nobody is left to compare with. Refusals for want of funds and the like come in proportion to what is tried: so much was, whatever counters tell.
    private Suspicion Controlled(Suspicion given)
    {
        var (count, rate) = (0, 0.0);
        foreach (var symptom in (ReadOnlySpan<Symptom>)[Symptom.Funds, Symptom.Expired, Symptom.WrongPin])
        {
            rate += rates.LikelyOf(symptom);
            foreach (ref readonly var one in log.Of(symptom))
                count += one.At >= given.Inside[0].At ? 1 : 0;
        }
        var attempts = Math.Max(given.Attempts, given.Inside.Count + ((count - Math.Sqrt(count)) / rate));
        return given with
        {
            Attempts = attempts,
            Strength = Math.Min(given.Strength, Math.Max(given.Cause.LeastStrength, given.Inside.Count / attempts)),
            Issuers = [.. rates.Busiest(LargeIssuers)],
        };
    }

    // What belongs to a finding that began too early to become a part of the whole is no witness of it.
    private Suspicion Witnesses(Suspicion given, int revising)
    {
        bool IsAnothers(Observation one) => one.Finding != 0 && one.Finding != revising && !findings.BeganWith(one.Finding, given.Inside[0].At);
        if (!given.Inside.Exists(IsAnothers))
            return given;
        var witnesses = given.Inside.FindAll(one => !IsAnothers(one));
        return given with { Inside = witnesses, Attempts = given.Attempts - (given.Inside.Count - witnesses.Count) };
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
            var before = Math.Max(0, rates.CountOf(symptom, issuer) - inside.Count(one => one.Symptom == symptom && one.Learned));
            return (before + Math.Sqrt(before) + 1) / ((attempts * rates.ToldShare(symptom)) + (1 / OddIssuer));
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
            return (settled + earlier.Count(one => one.Symptom == symptom && one is { Settled: false, Finding: 0 }) + 1) / ((attempts * rates.ToldShare(symptom)) + (1 / OddTerminal));
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

    private (double Attempts, double Beats) Part(int part, int exposed, double share, long since, long now, bool onlyWhileHeard)
    {
        if (fleet.KindOf(part) == ScopeKind.Issuer)
            (part, share) = (exposed, rates.LikelyShareOf(part));
        var group = fleet.Group(part).In(exposed);
        _part.Load(history, group, now, since);
        _part.Ask(share, presence.Traffic.Of(group, now, onlyWhileHeard));
        return (_part.AttemptsSince(since), _part.BeatsSince(since));
    }

    private void Gather(in Observation trigger, List<int> possible, long now)
    {
        var (symptoms, kinds) = (0UL, 0);
        foreach (var cause in possible.Select(signature => CauseList.All[signature]))
        {
            foreach (var (symptom, _) in cause.Shows)
                symptoms |= 1UL << (int)symptom;
            if (cause.Beats == BeatEffect.AsTransactions)
                symptoms |= 1UL << (int)Symptom.Silence;
            foreach (var kind in cause.Kinds)
                kinds |= Gathering.Bit(kind);
        }
        _gathering.About(trigger, symptoms, kinds, now - Lookback, now);
    }

    private void Collect(CauseSignature cause, ScopeKind kind, int group, long now)
    {
        _found.Clear();
        _free.Clear();
        var within = Gathering.Bit(kind) | (cause.OneIssuerOnly ? Gathering.Bit(ScopeKind.Issuer) : 0);
        foreach (ref readonly var one in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_gathering.All))
        {
            if ((one.Common & within) == within && Shows(cause, one.One.Symptom) && IsFree(one.One.Finding, cause, group, now))
                _found.Add(one.One);
        }
    }

    private static bool Shows(CauseSignature cause, Symptom symptom) =>
        cause.Shown(symptom) || (symptom == Symptom.Silence && cause.Beats == BeatEffect.AsTransactions);

    private bool IsFree(int finding, CauseSignature cause, int group, long now)
    {
        if (finding == 0 || finding == _revised)
            return true;
        if (!_free.TryGetValue(finding, out var free))
            _free[finding] = free = findings.MayAbsorb(finding, cause, group, now);
        return free;
    }
}
