using FleetWatch.Contracts;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Attribution;

/// <summary>
/// Whether all of a fleet fails alike: whichever carrier, region, version, merchant or issuer's cards. What one of them explains by itself, or what leaves a large one of them
/// well, is not everybody's.
/// </summary>
internal static class Everywhere
{
    private static readonly ScopeKind[] Kinds = [ScopeKind.Issuer, ScopeKind.Carrier, ScopeKind.Region, ScopeKind.Version, ScopeKind.Merchant];

    /// <summary>Nats that all of it must be worth: nobody is called about a whole fleet for a few refusals in the minute in which its shops open.</summary>
    private const double WholeStands = 25;

    /// <summary>What a refusal of the daily business is worth of it: many come together by chance, and none of them is rare.</summary>
    private const double Business = 0.5;

    /// <summary>Nats by which a part fares better than the whole to be held to be well: 7 to 1.</summary>
    public const double IsWell = 2;

    /// <summary>The share of what was tried at most that well parts may have: chance makes one look so.</summary>
    private const double MostWell = 0.2;

    /// <param name="given">The whole fleet's.</param>
    /// <param name="exposureOf">What was tried in a group, or with an issuer's cards.</param>
    public static bool Strikes(Suspicion given, Func<int, (double Attempts, double Beats)> exposureOf)
    {
        var weights = given.Inside.ConvertAll(one => SuspectParts.Weight(given.Cause, one, given.Strength));
        var worth = given.Inside.Zip(weights, (one, weight) => weight * (SymptomTable.IsBusiness(one.Symptom) ? Business : 1)).Sum();
        return Left(given, worth, given.Attempts - given.Inside.Count) >= WholeStands && Array.TrueForAll(Kinds, kind => Strikes(given, weights, kind, exposureOf));
    }

    private static bool Strikes(Suspicion given, List<double> weights, ScopeKind kind, Func<int, (double Attempts, double Beats)> exposureOf)
    {
        var parts = Parts(given, weights, kind);
        // Of failures before a card was read nobody tells whose it was.
        var known = kind == ScopeKind.Issuer ? given.Inside.Count(one => one.Issuer >= 0) / (double)given.Inside.Count : 1;
        if (parts.Count < 2 || known < 0.5)
            return true; // nobody can tell
        var (strongest, its, tried, well) = (new SuspectPart(), 0.0, 0.0, 0.0);
        foreach (var (key, part) in parts)
        {
            var all = exposureOf(key).Attempts;
            var attempts = Math.Max(part.Count, known * all);
            tried += attempts;
            well += Left(given, part.Weight, attempts - part.Count) < -IsWell ? attempts : 0;
            if (strongest.Count == 0 || part.Weight > strongest.Weight)
                (strongest, its) = (part, all);
        }
        var rest = given.Inside.Count - strongest.Count;
        return well <= MostWell * tried && rest > 1 && Left(given, weights.Sum() - strongest.Weight, given.Attempts - its - rest) >= Soundness.RegionStands;
    }

    private static double Left(Suspicion given, double weight, double passed) => weight + (Math.Max(0, passed) * Math.Log(1 - given.Strength));

    // The large parts of a kind, and those that fail; whose part an observation is may be unknown.
    private static SortedDictionary<int, SuspectPart> Parts(Suspicion given, List<double> weights, ScopeKind kind)
    {
        var parts = new SortedDictionary<int, SuspectPart>();
        foreach (var key in kind == ScopeKind.Issuer ? given.Issuers : Wide(given.Fleet, kind))
            parts[key] = default;
        for (var at = 0; at < weights.Count; at++)
        {
            var one = given.Inside[at];
            var key = kind == ScopeKind.Issuer ? one.Issuer : given.Fleet.Seat(one.Terminal).OfKind(kind);
            if (key < 0)
                continue;
            var part = parts.GetValueOrDefault(key);
            part.Add(weights[at], 0, 0);
            parts[key] = part;
        }
        return parts;
    }

    private static IEnumerable<int> Wide(FleetMap fleet, ScopeKind kind) => kind == ScopeKind.Merchant ? []
        : fleet.LooksOf(fleet.GroupOf(ScopeKind.Fleet, FleetMap.WholeFleet)).Where(look => look.Count > 0).Select(look => look.OfKind(kind)).Where(group => group >= 0);
}
