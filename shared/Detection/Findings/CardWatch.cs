using FleetWatch.Contracts;
using FleetWatch.Detection.Causes;
using FleetWatch.Detection.Fleet;

namespace FleetWatch.Detection.Findings;

/// <summary>
/// Cards that fail from terminal to terminal, where others do not. The log odds of a bad card against bad luck are  ln prior + sum over visits of
/// ln(share / everyday rate there); told at <see cref="Sure"/> and two terminals. Failures that a finding explains say nothing about the card.
/// Memory is bounded: two generations of sightings, and so many open findings.
/// </summary>
internal sealed class CardWatch(string organisation, FleetMap fleet, List<FindingEvent> news)
{
    private const int Generation = 50_000;
    private const int MostOpen = 10_000;
    private const double LogPrior = -6.2;
    private const double Share = 0.6;

    /// <summary>100 to 1.</summary>
    private const double Sure = 4.6;
    private static readonly long OneVisit = TimeSpan.FromMinutes(10).Ticks;
    private static readonly long Quiet = TimeSpan.FromDays(3).Ticks;
    private Dictionary<ulong, CardSighting> _young = [];
    private Dictionary<ulong, CardSighting> _old = [];
    private readonly SortedDictionary<ulong, CardFinding> _open = [];

    /// <param name="card">Its token.</param>
    /// <param name="hash">Of the token.</param>
    /// <param name="look">Index in <see cref="CardLook.All"/>.</param>
    /// <param name="terminal">Where.</param>
    /// <param name="at">When, in ticks.</param>
    /// <param name="rate">How likely it was there anyway.</param>
    /// <param name="now">The feed's clock.</param>
    public void Failed(string card, ulong hash, int look, int terminal, long at, double rate, long now)
    {
        var key = hash ^ ((ulong)(CardLook.Family(look) + 1) * 0x9E3779B97F4A7C15UL);
        var known = _open.GetValueOrDefault(key);
        var seen = Seen(known?.Seen ?? Sighting(key), look, terminal, at, rate);
        if (known is not null)
            Again(known, seen, now);
        else if (seen.Second >= 0 && seen.LogOdds >= Sure && _open.Count < MostOpen)
            Open(key, card, seen, now);
        else
            Keep(key, seen);
    }

    /// <summary>A card that was quiet for three days was replaced, or given up.</summary>
    public void Sweep(long now)
    {
        foreach (var (key, finding) in _open.Where(open => open.Value.Seen.Last < now - Quiet).ToList())
        {
            _open.Remove(key);
            news.Add(new FindingClosed { FindingId = finding.FindingId, Organisation = organisation, At = At(now), End = FindingEnd.Recovered });
        }
    }

    public void Write(BinaryWriter target)
    {
        foreach (var generation in (Dictionary<ulong, CardSighting>[])[_young, _old])
        {
            target.Write(generation.Count);
            foreach (var (key, seen) in generation.OrderBy(one => one.Key))
            {
                target.Write(key);
                seen.Write(target);
            }
        }
        target.Write(_open.Count);
        foreach (var (key, finding) in _open)
        {
            target.Write(key);
            finding.Write(target);
        }
    }

    public void Read(BinaryReader source)
    {
        foreach (var generation in (Dictionary<ulong, CardSighting>[])[_young, _old])
        {
            for (var left = source.ReadInt32(); left > 0; left--)
                generation[source.ReadUInt64()] = CardSighting.Read(source);
        }
        for (var left = source.ReadInt32(); left > 0; left--)
            _open[source.ReadUInt64()] = CardFinding.Read(source);
    }

    private static CardSighting Seen(CardSighting? before, int look, int terminal, long at, double rate)
    {
        var gain = Math.Log(Share / Math.Min(Share, rate));
        if (before is not { } known)
            return new CardSighting(terminal, -1, at, at, 1, LogPrior + gain, look);
        var again = Math.Abs(at - known.Last) > OneVisit;
        return known with
        {
            Second = known.Second < 0 && terminal != known.First ? terminal : known.Second,
            Began = Math.Min(known.Began, at),
            Last = Math.Max(known.Last, at),
            Visits = known.Visits + (again ? 1 : 0),
            LogOdds = known.LogOdds + (again ? gain : 0),
            Look = Math.Max(known.Look, look),
        };
    }

    private CardSighting? Sighting(ulong key)
    {
        if (_young.TryGetValue(key, out var seen) || _old.TryGetValue(key, out seen))
            return seen;
        return null;
    }

    private void Keep(ulong key, CardSighting seen)
    {
        _young[key] = seen;
        if (_young.Count >= Generation)
            (_old, _young) = (_young, []);
    }

    private void Open(ulong key, string card, CardSighting seen, long now)
    {
        _young.Remove(key);
        _old.Remove(key);
        var id = $"f-{StableHash.Of($"{organisation}|card|{key:x16}|{seen.Began}"):x16}";
        var finding = new CardFinding(id, card, now) { Seen = seen, Told = seen.Visits };
        _open[key] = finding;
        news.Add(new FindingOpened { FindingId = id, Organisation = organisation, At = At(now), Finding = Picture(finding) });
    }

    private void Again(CardFinding finding, CardSighting seen, long now)
    {
        var renamed = seen.Look != finding.Seen.Look;
        finding.Seen = seen;
        if (!renamed && seen.Visits < finding.Told * 2)
            return;
        finding.Told = seen.Visits;
        news.Add(new FindingGrew { FindingId = finding.FindingId, Organisation = organisation, At = At(now), Finding = Picture(finding) });
    }

    private Finding Picture(CardFinding finding)
    {
        var (seen, look) = (finding.Seen, CardLook.All[finding.Seen.Look]);
        return new Finding
        {
            FindingId = finding.FindingId,
            Organisation = organisation,
            Cause = look.Cause,
            Scope = new Scope(ScopeKind.Card, finding.Card),
            StartedAt = At(seen.Began),
            OpenedAt = At(finding.OpenedAt),
            Severity = Severity.Info,
            Page = false,
            Notify = look.Notify,
            Confidence = Math.Round(1 / (1 + Math.Exp(-seen.LogOdds)), 3),
            Evidence = new Evidence
            {
                Failures = seen.Visits,
                Expected = Math.Round(seen.Visits * Share * Math.Exp(-(seen.LogOdds - LogPrior) / seen.Visits), 3),
                DistinctCards = 1,
                DistinctTerminals = 2,
                DistinctSites = fleet.Seat(seen.First).SiteOrSelf == fleet.Seat(seen.Second).SiteOrSelf ? 1 : 2,
            },
            AffectedTerminals = [fleet.Seat(seen.First).TerminalId, fleet.Seat(seen.Second).TerminalId],
            AffectedTerminalCount = 2,
        };
    }

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
