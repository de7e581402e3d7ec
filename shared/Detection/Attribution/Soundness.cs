using FleetWatch.Contracts;
using FleetWatch.Detection.Causes;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Attribution;

/// <summary>
/// Whether a scope may be blamed at all: enough different witnesses, and evidence that stands without its strongest part. A site
/// is not ill because one of its terminals is.
/// </summary>
internal static class Soundness
{
    /// <summary>Nats that must be left for a site, merchant, version or issuer: 20 to 1.</summary>
    private const double GroupStands = 3;

    /// <summary>The same where everything for miles around is blamed: 400 to 1.</summary>
    private const double RegionStands = 6;

    public static bool Of(Suspicion given, Func<int, (double Attempts, double Beats)> exposureOf)
    {
        var (cause, kind, inside, strength) = (given.Cause, given.Kind, given.Inside, given.Strength);
        if (cause.Beats == BeatEffect.Stop)
            return PowerFailed(kind, inside, given.Settings);
        if (kind == ScopeKind.Terminal)
            return Cards(inside) >= given.Settings.CardsToBlameTerminal;
        if (cause.Beats == BeatEffect.None && Cards(inside) < given.Settings.CardsToBlameTerminal)
            return false;
        // A region or a carrier must stand without its strongest carrier or region, and without its strongest site as well.
        return given.IsRegional
            ? Stands(given, exposureOf, seat => seat.OfKind(ScopeKind.CarrierRegion), RegionStands) && Stands(given, exposureOf, seat => seat.SiteOrSelf, RegionStands)
            : Stands(given, exposureOf, seat => kind is ScopeKind.Site or ScopeKind.Merchant ? seat.OfKind(ScopeKind.Terminal) : seat.SiteOrSelf, GroupStands);
    }

    private static bool Stands(Suspicion given, Func<int, (double Attempts, double Beats)> exposureOf, Func<TerminalSeat, int> partOf, double least)
    {
        var parts = given.Inside.GroupBy(one => partOf(given.Fleet.Seat(one.Terminal))).ToList();
        if (parts.Count < 2)
            return false;
        var strongest = parts.OrderByDescending(part => part.Sum(one => Weight(given.Cause, one, given.Strength))).ThenBy(part => part.Key).First();
        var rest = parts.Where(part => part.Key != strongest.Key).SelectMany(part => part).ToList();
        if (rest.Count < 2 || (given.IsRegional && rest.Select(one => given.Fleet.Seat(one.Terminal).SiteOrSelf).Distinct().Count() < 2))
            return false;
        var (attempts, beats) = exposureOf(strongest.Key);
        var passed = Math.Max(0, given.Attempts - attempts - rest.Count) + (given.Cause.Beats == BeatEffect.None ? 0 : Math.Max(0, given.Beats - beats));
        return rest.Sum(one => Weight(given.Cause, one, given.Strength)) + (passed * Math.Log(1 - given.Strength)) >= least;
    }

    private static double Weight(CauseSignature cause, in Observation one, double strength)
    {
        var odds = one.Symptom == Symptom.Silence ? 1 / one.Rate : cause.ShareOf(one.Symptom) / one.Rate;
        return Math.Log(1 - strength + (strength * odds));
    }

    private static int Cards(List<Observation> inside) => inside.Where(one => one.Card != 0).Select(one => one.Card).Distinct().Count();

    private static bool PowerFailed(ScopeKind kind, List<Observation> inside, DetectionSettings settings)
    {
        var parts = inside.GroupBy(one => one.Terminal).ToList();
        return parts.All(part => part.Count() >= settings.BeatsToBlamePower) && (kind == ScopeKind.Terminal || parts.Count >= 2);
    }
}
