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

    /// <summary>The same where one failure is all that is left: 55 to 1.</summary>
    private const double AloneStands = 4;

    /// <summary>The same where everything for miles around is blamed: 400 to 1.</summary>
    public const double RegionStands = 6;

    public static bool Of(Suspicion given, Func<int, (double Attempts, double Beats)> exposureOf)
    {
        var (cause, kind, inside, strength) = (given.Cause, given.Kind, given.Inside, given.Strength);
        if (cause.Beats == BeatEffect.Stop)
            return PowerFailed(kind, inside, given.Settings);
        if (kind == ScopeKind.Terminal)
            return HasCards(inside, given.Settings.CardsToBlameTerminal);
        if (cause.Beats == BeatEffect.None && !HasCards(inside, given.Settings.CardsToBlameTerminal))
            return false;
        if (cause.LeastIll > 0 && !IsSpread(given, exposureOf))
            return false;
        return (kind, cause.Family) switch
        {
            // A region or a carrier must stand without its strongest carrier or region, and without its strongest site as well.
            (ScopeKind.Region or ScopeKind.Carrier, _) => Stands(given, exposureOf, seat => seat.OfKind(ScopeKind.CarrierRegion), RegionStands)
                && Stands(given, exposureOf, seat => seat.SiteOrSelf, RegionStands),
            (ScopeKind.Fleet, _) => Everywhere.Strikes(given, exposureOf) && Stands(given, exposureOf, seat => seat.SiteOrSelf, RegionStands),
            (ScopeKind.Site or ScopeKind.Merchant, _) => Stands(given, exposureOf, seat => seat.OfKind(ScopeKind.Terminal), GroupStands),
            // Where a merchant's account may be the cause, it must stand without the strongest of them.
            (ScopeKind.Issuer, _) or (ScopeKind.Version, CauseFamily.Merchant) => Stands(given, exposureOf, seat => seat.SiteOrSelf, GroupStands) && Stands(given, exposureOf, seat => seat.MerchantOrSelf, GroupStands),
            _ => Stands(given, exposureOf, seat => seat.SiteOrSelf, GroupStands),
        };
    }

    private static bool Stands(Suspicion given, Func<int, (double Attempts, double Beats)> exposureOf, Func<TerminalSeat, int> partOf, double least)
    {
        var parts = SuspectParts.Of(given, partOf);
        if (parts.Count < given.Cause.LeastParts)
            return false;
        var strongest = parts.Strongest();
        var (attempts, beats) = exposureOf(strongest);
        var rest = new SuspectPart();
        foreach (var (key, part) in parts.All)
        {
            if (key == strongest)
                continue;
            if (part.Count >= 2 && exposureOf(key) is var exposed && HasItsOwn(given, parts, key, part, exposed))
                (attempts, beats) = (attempts + exposed.Attempts, beats + exposed.Beats);
            else
                rest.Add(part);
        }
        if (rest.Count == 0 || (given.IsRegional && !rest.HasSites))
            return false;
        var passed = Math.Max(0, given.Attempts - attempts - rest.Count) + (given.Cause.CountsBeats ? Math.Max(0, given.Beats - beats) : 0);
        return rest.Weight + (passed * Math.Log(1 - given.Strength)) >= (rest.Count == 1 ? AloneStands : least);
    }

    // A few sites that are very ill make a whole that looks a little ill.
    private static bool IsSpread(Suspicion given, Func<int, (double Attempts, double Beats)> exposureOf)
    {
        var ill = 0.0;
        foreach (var (site, part) in SuspectParts.Of(given, seat => seat.SiteOrSelf).All)
        {
            var attempts = Math.Max(part.Count, exposureOf(site).Attempts);
            ill += part.Weight + ((attempts - part.Count) * Math.Log(1 - given.Strength)) < -Everywhere.IsWell ? 0 : attempts;
        }
        return ill >= given.Cause.LeastIll * given.Attempts;
    }

    /// <summary>A part whose own strength explains it better than that of the whole, by as much as would be worth a page, has a trouble of its own.</summary>
    private static bool HasItsOwn(Suspicion given, SuspectParts parts, int key, SuspectPart part, (double Attempts, double Beats) exposed)
    {
        var passed = Math.Max(0, exposed.Attempts - part.Count) + (given.Cause.CountsBeats ? exposed.Beats : 0);
        var whole = part.Weight + (passed * Math.Log(1 - given.Strength));
        // No strength can explain it better than if nothing had passed: most parts need not be looked at closely.
        if (part.MostWeight - whole <= given.OwnTrouble)
            return false;
        var inside = parts.Inside(key);
        var own = double.NegativeInfinity;
        foreach (var strength in Window.Strengths)
        {
            if (strength >= given.Cause.LeastStrength)
                own = Math.Max(own, inside.Sum(one => SuspectParts.Weight(given.Cause, one, strength)) + (passed * Math.Log(1 - strength)));
        }
        return own - whole > given.OwnTrouble;
    }

    /// <summary>Whether so many different cards are among them. A failure that counts and whose card is not told is a customer's of its own; a missed heartbeat is nobody's.</summary>
    private static bool HasCards(List<Observation> inside, int least)
    {
        var cards = new HashSet<ulong>();
        var untold = 0;
        foreach (var one in inside)
        {
            if (one.Card != 0)
                cards.Add(one.Card);
            else if (one.Symptom != Symptom.Silence)
                untold++;
            if (cards.Count + untold >= least)
                return true;
        }
        return false;
    }

    private static bool PowerFailed(ScopeKind kind, List<Observation> inside, DetectionSettings settings)
    {
        var parts = inside.GroupBy(one => one.Terminal).ToList();
        return parts.All(part => part.Count() >= settings.BeatsToBlamePower) && (kind == ScopeKind.Terminal || parts.Count >= 2);
    }
}
