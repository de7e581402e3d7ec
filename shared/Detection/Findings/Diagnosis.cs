using System.Globalization;
using System.Runtime.InteropServices;
using FleetWatch.Contracts;
using FleetWatch.Detection.Attribution;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Causes;
using FleetWatch.Detection.Explanation;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Sequential;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Findings;

/// <summary>What every observation goes through: is it explained, does it move a stream over its gate, and what explains it then.</summary>
internal sealed class Diagnosis(string organisation, FleetMap fleet, FailureRates rates, ObservationLog log, StreamTable streams, FindingBook book,
    Localiser localiser, Budget budget, Exposures exposures, FindingPicture picture)
{
    /// <summary>How many nats below its threshold a stream has the localiser look: whole scopes are judged there, not here.</summary>
    private const double Gate = 6;

    /// <summary>How many nats less likely a cause is that does not stand without its strongest part: 20 to 1, as <see cref="Soundness"/> asks of it.</summary>
    private const double Unsound = 3;
    private readonly Effort _effort = new();
    private readonly Postponed _postponed = new();
    private readonly List<Suspect> _suspects = [];

    public List<FindingEvent> News { get; } = [];
    public List<TerminalFact> Facts { get; } = [];

    /// <summary>Observations and terminals that thinking looked at since it began: the measure of its cost.</summary>
    public long Visited => localiser.Visited;

    /// <returns>False where an open finding explains it: then nothing is to be learned from it.</returns>
    public bool Take(in Observation one, long now)
    {
        if (book.Explaining(one) is { } known)
        {
            Count(known, one, now);
            return false;
        }
        Learn(one);
        if (Suspected(one, now) is not { } suspicion || _postponed.Waits(suspicion, one, now))
            return true;
        if (_effort.IsLeft(now))
            return !Think(suspicion, one, now, now);
        _postponed.Add(suspicion, one, now, notBefore: 0);
        return true;
    }

    /// <summary>Thinks over what had to wait, as far as that is affordable by now.</summary>
    public void Resume(long now)
    {
        while (_effort.IsLeft(now) && _postponed.Next() is var (suspicion, one, came))
        {
            if (book.Explaining(one) is null)
                Think(suspicion, one, came, now);
        }
    }

    // At once: the next failure with this issuer's cards is then as likely as a rate that is not known for sure makes it.
    private void Learn(in Observation one)
    {
        log.Add(one with { Learned = one.Symptom != Symptom.Silence });
        if (one.Symptom != Symptom.Silence)
            rates.Failed(one.Symptom, one.Terminal, one.Issuer);
    }

    private void Count(OpenFinding known, Observation one, long now)
    {
        log.Add(one with { Finding = known.Number });
        known.Count(one);
        if (!known.IsOpen)
            return;
        known.Fails(one);
        if (known.Failures < known.Told * 2)
            return;
        known.Told = known.Failures;
        if (known.Issuer < 0 && Revise(known, one, now))
            return;
        News.Add(new FindingGrew { FindingId = known.FindingId, Organisation = organisation, At = At(now), Finding = picture.Of(known, now) });
    }

    // A better explanation that is not yet sure is worth the wait.
    private static bool Decided(List<Hypothesis> hypotheses) =>
        hypotheses.Count > 0 && hypotheses[0].Holds && hypotheses.TrueForAll(other => other.Score < hypotheses[0].Score + 1 || !other.Sound);

    /// <summary>Twice as much is known as when it was named: perhaps it is something else, or somewhere else, or surer than it was.</summary>
    private bool Revise(OpenFinding known, in Observation one, long now)
    {
        var before = localiser.Visited;
        var hypotheses = localiser.Explain(one, now, known.Cause.IsEverywhere, known.Number);
        var current = hypotheses.Find(other => other.Signature == known.Signature && other.Group == known.Group);
        var isAnother = IsAnother(known, current, hypotheses, now);
        _effort.Spend(localiser.Visited - before);
        if (isAnother)
        {
            var parts = book.PartsOf(hypotheses[0], now).Where(part => part != known).Prepend(known).ToList();
            Name(known, parts, hypotheses, now);
            return true;
        }
        if (current is not null)
            Weigh(known, current, hypotheses);
        return false;
    }

    private static bool IsAnother(OpenFinding known, Hypothesis? current, List<Hypothesis> hypotheses, long now) =>
        Decided(hypotheses) && hypotheses[0] != current
        && (hypotheses[0].Cause.Family == known.Cause.Family || (hypotheses[0].Group == known.Group && known.LooksLike(hypotheses[0].Cause))
            || WasTooWide(known, current, hypotheses[0], now))
        // What began much later is another trouble, not a better name for this one.
        && hypotheses[0].StartedAt <= known.StartedAt + FindingBook.PartsBeganTogether
        && (current is not { Sound: true } || current.Score <= hypotheses[0].Score - 3);

    /// <summary>The whole fleet may be blamed while little is known of its parts: one of them may soon explain more than all of it.</summary>
    private static bool WasTooWide(OpenFinding known, Hypothesis? current, Hypothesis part, long now) => known.Cause.IsEverywhere && now <= known.OpenedAt + FindingBook.PartsBeganTogether
        && current is { Sound: false } && current.Score < part.Score;

    /// <summary>How sure it is beside the likeliest other cause.</summary>
    private static void Weigh(OpenFinding finding, Hypothesis named, List<Hypothesis> hypotheses)
    {
        var other = hypotheses.Where(next => next.Cause.Cause != named.Cause.Cause).MaxBy(Plausible);
        finding.Confidence = other is null ? 0.99 : Math.Clamp(1 / (1 + Math.Exp(Plausible(other) - named.Score)), 0.5, 0.999);
        (finding.RunnerUp, finding.RunnerUpGroup) = other is null ? (-1, -1) : (other.Signature, other.Group);
    }

    private static double Plausible(Hypothesis other) => other.Sound ? other.Score : other.Score - Unsound;

    private bool Think(long suspicion, in Observation one, long came, long now)
    {
        var before = localiser.Visited;
        var hypotheses = localiser.Explain(one, came, IsEverywhere(one));
        var decided = Decided(hypotheses) && !book.ExplainsMore(hypotheses[0], now);
        // It is only too young, and to find that out was dear: it is not asked again before it is old enough.
        if (!decided && Effort.IsDear(localiser.Visited - before) && hypotheses.Find(other => other.LacksAge) is { } young)
            _postponed.Add(suspicion, one, came, young.StartedAt + budget.Settings.LeastDuration.Ticks);
        _effort.Spend(localiser.Visited - before);
        if (decided)
            Raise(hypotheses, now);
        return decided;
    }

    /// <returns>Null where nothing is suspected; else the key of the most suspect stream, and of the place where a heartbeat is missed.</returns>
    private long? Suspected(in Observation one, long now)
    {
        if (one.Symptom == Symptom.Silence)
            return StreamTable.Key(fleet.Seat(one.Terminal).SiteOrSelf, byte.MaxValue, -1);
        Suspects(one, _suspects);
        streams.Needed(CollectionsMarshal.AsSpan(_suspects));
        var (suspected, most) = ((long?)null, -Gate);
        var weeks = now / (double)TimeSpan.FromDays(7).Ticks;
        foreach (var (signature, kind, group, key) in _suspects)
        {
            var cause = CauseList.All[signature];
            var share = cause.OneIssuerOnly || kind == ScopeKind.Issuer ? rates.ShareOf(one.Issuer) : 1;
            var log = streams.Update(key, cause.ShareOf(one.Symptom) / one.Rate, (exposures.Of(group), share), weeks);
            if (log - budget.LogThreshold(kind, cause) is var over && over >= most)
                (suspected, most) = (key, over);
        }
        return suspected;
    }

    /// <summary>Whether a stream of the whole fleet is near its threshold.</summary>
    private bool IsEverywhere(in Observation one)
    {
        Suspects(one, _suspects);
        return _suspects.Exists(suspect => suspect.Kind == ScopeKind.Fleet && streams.Log(suspect.Key) >= budget.LogThreshold(ScopeKind.Fleet) - Gate);
    }

    /// <summary>Every cause that shows such a failure, in every group that it happened in.</summary>
    private void Suspects(in Observation one, List<Suspect> suspects)
    {
        suspects.Clear();
        var seat = fleet.Seat(one.Terminal);
        foreach (var signature in CauseList.ShownBy(one.Symptom))
        {
            var cause = CauseList.All[signature];
            if (cause.OneIssuerOnly && one.Issuer < 0)
                continue;
            foreach (var kind in cause.Kinds)
            {
                var group = kind == ScopeKind.Issuer ? one.Issuer : seat.OfKind(kind);
                if (group >= 0)
                    suspects.Add(new Suspect(signature, kind, group, StreamTable.Key(group, signature, cause.OneIssuerOnly ? one.Issuer : -1)));
            }
        }
    }

    private void Raise(List<Hypothesis> hypotheses, long now)
    {
        var best = hypotheses[0];
        if (book.All.FirstOrDefault(finding => finding.IsSameOfAnotherIssuer(best)) is { } same)
        {
            same.MoreIssuers.Add(best.Issuer);
            Claim(same, []);
            return;
        }
        var parts = book.PartsOf(best, now);
        Name(parts.Count > 0 ? parts[0] : Open(best, now), parts, hypotheses, now);
    }

    private void Name(OpenFinding finding, List<OpenFinding> parts, List<Hypothesis> hypotheses, long now)
    {
        var best = hypotheses[0];
        log.Release(finding.Number);
        finding.Become(best);
        book.Moved();
        Weigh(finding, best, hypotheses);
        finding.Look(exposures, share: 0);
        Claim(finding, parts);
        finding.Prove(now);
        finding.Told = finding.Failures;
        Tell(finding, parts, now);
    }

    private OpenFinding Open(Hypothesis best, long now)
    {
        var number = book.NextNumber();
        var scope = fleet.Group(best.Group).Scope;
        var name = string.Create(CultureInfo.InvariantCulture, $"{organisation}|{best.Cause.Cause}|{scope.Kind}|{scope.Key}|{best.StartedAt}|{number}");
        var finding = new OpenFinding { Number = number, FindingId = $"f-{StableHash.Of(name):x16}", OpenedAt = now };
        book.Add(finding);
        return finding;
    }

    // From now on it explains what it is made of, and that was no part of the everyday.
    private void Claim(OpenFinding finding, List<OpenFinding> parts)
    {
        var symptoms = finding.Cause.Shows.Select(shown => shown.Symptom).Append(Symptom.Silence).Distinct();
        foreach (var symptom in symptoms)
        {
            if (symptom == Symptom.Silence && finding.Cause.Beats == BeatEffect.None)
                continue;
            foreach (ref var one in log.Of(symptom))
            {
                var number = one.Finding;
                if (one.At < finding.StartedAt || !finding.Strikes(one.Issuer) || !one.IsIn(fleet, finding.Group)
                    || (number != 0 && parts.TrueForAll(part => part.Number != number)))
                    continue;
                if (one.Learned)
                    rates.Unlearn(symptom, one.Terminal, one.Issuer, one.At, one.Settled);
                (one.Finding, one.Learned, one.Settled) = (finding.Number, false, false);
                finding.Count(one);
                Forget(one);
            }
        }
    }

    private void Forget(in Observation one)
    {
        Suspects(one, _suspects);
        foreach (var suspect in _suspects)
            streams.Reset(suspect.Key);
    }

    private void Tell(OpenFinding finding, List<OpenFinding> parts, long now)
    {
        var told = picture.Of(finding, now);
        foreach (var terminal in finding.Terminals)
            Facts.Add(new TerminalImplicated { TerminalId = fleet.IdOf(terminal), At = At(now), FindingId = finding.FindingId, Cause = told.Cause, Scope = told.Scope });
        if (parts.Count == 0)
        {
            News.Add(new FindingOpened { FindingId = finding.FindingId, Organisation = organisation, At = At(now), Finding = told });
            return;
        }
        News.Add(new FindingGrew
        {
            FindingId = finding.FindingId,
            Organisation = organisation,
            At = At(now),
            Finding = told,
            Absorbed = [.. parts.Skip(1).Select(part => part.FindingId)]
        });
        foreach (var part in parts.Skip(1))
        {
            part.EndedAt = now;
            News.Add(new FindingClosed
            {
                FindingId = part.FindingId,
                Organisation = organisation,
                At = At(now),
                End = FindingEnd.Absorbed,
                AbsorbedBy = finding.FindingId
            });
        }
    }

    public void Write(BinaryWriter target)
    {
        _effort.Write(target);
        _postponed.Write(target);
    }

    public void Read(BinaryReader source)
    {
        _effort.Read(source);
        _postponed.Read(source);
    }

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
