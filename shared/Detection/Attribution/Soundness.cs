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
        return kind switch
        {
            // A region or a carrier must stand without its strongest carrier or region, and without its strongest site as well.
            ScopeKind.Region or ScopeKind.Carrier => Stands(given, exposureOf, seat => seat.OfKind(ScopeKind.CarrierRegion), RegionStands)
                && Stands(given, exposureOf, seat => seat.SiteOrSelf, RegionStands),
            ScopeKind.Site or ScopeKind.Merchant => Stands(given, exposureOf, seat => seat.OfKind(ScopeKind.Terminal), GroupStands),
            ScopeKind.Issuer => Stands(given, exposureOf, seat => seat.SiteOrSelf, GroupStands) && Stands(given, exposureOf, seat => seat.MerchantOrSelf, GroupStands),
            _ => Stands(given, exposureOf, seat => seat.SiteOrSelf, GroupStands),
        };
    }

    private static bool Stands(Suspicion given, Func<int, (double Attempts, double Beats)> exposureOf, Func<TerminalSeat, int> partOf, double least)
    {
        var parts = given.Inside.GroupBy(one => partOf(given.Fleet.Seat(one.Terminal))).ToList();
        if (parts.Count < 2)
            return false;
        var strongest = parts.OrderByDescending(part => part.Sum(one => Weight(given.Cause, one, given.Strength))).ThenBy(part => part.Key).First();
        var (attempts, beats) = exposureOf(strongest.Key);
        var others = new List<Observation>();
        foreach (var part in parts.Where(part => part.Key != strongest.Key))
        {
            var exposed = exposureOf(part.Key);
            if (HasItsOwn(given, [.. part], exposed))
                (attempts, beats) = (attempts + exposed.Attempts, beats + exposed.Beats);
            else
                others.AddRange(part);
        }
        var rest = others;
        if (rest.Count < 2 || (given.IsRegional && rest.Select(one => given.Fleet.Seat(one.Terminal).SiteOrSelf).Distinct().Count() < 2))
            return false;
        var passed = Math.Max(0, given.Attempts - attempts - rest.Count) + (given.Cause.CountsBeats ? Math.Max(0, given.Beats - beats) : 0);
        return rest.Sum(one => Weight(given.Cause, one, given.Strength)) + (passed * Math.Log(1 - given.Strength)) >= least;
    }

    /// <summary>A part whose own strength explains it better than that of the whole, by as much as would be worth a page, has a trouble of its own.</summary>
    private static bool HasItsOwn(Suspicion given, List<Observation> part, (double Attempts, double Beats) exposed)
    {
        if (part.Count < 2)
            return false;
        var passed = Math.Max(0, exposed.Attempts - part.Count) + (given.Cause.CountsBeats ? exposed.Beats : 0);
        var own = Window.Strengths.Where(strength => strength >= given.Cause.LeastStrength).Max(Likelihood);
        return own - Likelihood(given.Strength) > given.OwnTrouble;

        double Likelihood(double strength) => part.Sum(one => Weight(given.Cause, one, strength)) + (passed * Math.Log(1 - strength));
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
