using FleetWatch.Contracts;

namespace FleetWatch.Explaining.Refusals;

/// <summary>Whether those beside it fail alike: the site, the issuer, the version, the carrier, the merchant.</summary>
internal static class PeerWitnesses
{
    private const int Sites = 2;
    private const int SitesEverywhere = 4;
    private const int Issuers = 3;

    /// <summary>What a trouble of many may be common to. A fleet that is alike in one of them tells nothing by it.</summary>
    private static readonly Func<TerminalRecord, string?>[] Kinds = [record => record.Carrier, record => record.Region, record => $"{record.Model}/{record.SoftwareVersion}"];
    private const int Cards = 3;
    private const int VersionFailures = 4;

    /// <summary>Times as many as usual that speak of a trouble.</summary>
    private const double Excess = 3;

    /// <summary>Failures of one site that count for a trouble of many.</summary>
    private const int MostOfASite = 2;

    /// <summary>Attempts of the kind without a failure that speak of health: a trouble that breaks three in ten would have shown.</summary>
    private const int EnoughTried = 8;
    private const int SomeTried = 3;

    /// <summary>A trouble with so many times as many cards here as among all the peers is not common to them.</summary>
    private const int MostConcentrated = 4;

    /// <summary>Failures on the version, as a multiple of its share of the fleet, that point at it; never more than nine in ten.</summary>
    private const double VersionExcess = 3;
    private const double VersionMost = 0.9;
    private static readonly TimeSpan VersionWindow = TimeSpan.FromHours(24);
    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30);

    public static IEnumerable<EvidenceFact> Of(Scene scene) =>
        [.. Site(scene), .. Issuer(scene), .. Version(scene), .. Carrier(scene), .. SameHourBefore(scene), .. Merchant(scene), .. Everywhere(scene)];

    private static IEnumerable<EvidenceFact> Site(Scene scene)
    {
        var neighbours = scene.Neighbours.ToHashSet();
        var alike = scene.Alike(Scene.Near).Where(other => neighbours.Contains(other.TerminalId)).ToList();
        if (IsCommon(scene, alike, other => neighbours.Contains(other.TerminalId), neighbours.Count))
            yield return Fact.Of("neighbours-too", ("terminals", alike.Select(other => other.TerminalId).Distinct().Count()), ("cards", DistinctCards(alike)));
        if (alike.Count > 0)
            yield break;
        var tried = neighbours.Select(other => scene.Tried(other, Scene.Near)).ToList();
        if (tried.Sum() * RefusalTables.Concerned(scene.Row.Family) is >= SomeTried and var concerned)
            yield return Fact.Of(concerned >= EnoughTried ? "neighbours-fine" : "few-neighbours-fine", ("terminals", tried.Count(attempts => attempts > 0)));
    }

    // More than on an ordinary day, and not much less than here: else it is this terminal's trouble, and the others have their own.
    private static bool IsCommon(Scene scene, List<TransactionFailed> alike, Func<TransactionFailed, bool> isPeer, int terminals)
    {
        var here = DistinctCards(scene.Alike(Scene.Near).Where(other => other.TerminalId == scene.It.TerminalId));
        var cards = DistinctCards(alike);
        return cards >= 2 && cards >= Excess * scene.Everyday(terminals) && cards * MostConcentrated >= here && IsMore(scene, cards, isPeer);
    }

    // Than the day before: in a large group something always fails somewhere.
    private static bool IsMore(Scene scene, int near, Func<TransactionFailed, bool> isPeer) => near >= Excess * scene.Usual(DistinctCards(scene.AlikeBefore.Where(isPeer)));

    // One site's own trouble is none of many.
    private static int Spread(Scene scene, IEnumerable<TransactionFailed> failures) =>
        failures.GroupBy(other => SiteOf(scene, other)).Sum(site => Math.Min(MostOfASite, DistinctCards(site)));

    private static IEnumerable<EvidenceFact> Issuer(Scene scene)
    {
        if (scene.It.Bin is not { } bin)
            yield break;
        var alike = scene.Alike(Scene.Near).ToList();
        var elsewhere = alike.Where(IsElsewhere).ToList();
        if (SitesOf(scene, elsewhere) >= Sites && DistinctCards(elsewhere) >= Cards && IsMore(scene, Spread(scene, elsewhere), IsElsewhere))
            yield return Fact.Of("issuer-elsewhere", ("sites", SitesOf(scene, elsewhere)), ("cards", DistinctCards(elsewhere)));
        var fine = scene.Approvals(Scene.Near).Count(other => other.Bin == bin);
        if (elsewhere.Count == 0 && fine >= 2)
            yield return Fact.Of("issuer-fine", ("times", fine));
        var others = alike.Where(other => other.TerminalId == scene.It.TerminalId && other.Bin is not null && other.Bin != bin).Select(other => other.Bin).Distinct().Count();
        if (others >= 2)
            yield return Fact.Of("other-issuers-here", ("issuers", others));

        bool IsElsewhere(TransactionFailed other) => other.Bin == bin && !IsSameSite(scene, other);
    }

    // Of the failures alike, more run this version than its share of the fleet explains: and at several sites.
    private static IEnumerable<EvidenceFact> Version(Scene scene)
    {
        if (scene is not { Version: { } version, Record.Model: { } model, Given.VersionShare: { } share } || share > VersionMost)
            yield break;
        var alike = scene.Alike(VersionWindow).Where(other => scene.RecordOf(other) is not null).ToList();
        var same = alike.Where(other => (other.SoftwareVersion ?? scene.RecordOf(other)?.SoftwareVersion) == version && scene.RecordOf(other)?.Model == model).ToList();
        if (same.Count >= VersionFailures && same.Count >= Math.Min(VersionMost, VersionExcess * share) * alike.Count
            && SitesOf(scene, same.Where(other => !IsSameSite(scene, other))) >= Sites)
            yield return Fact.Of("version-elsewhere", ("sites", SitesOf(scene, same)), ("failures", same.Count), ("all", alike.Count), ("version", version));
    }

    private static IEnumerable<EvidenceFact> Carrier(Scene scene)
    {
        if (scene.Row.Family != "network" || scene.Record is not { Region: { } region })
            yield break;
        var carrier = CarrierOf(scene, scene.It);
        var same = scene.Alike(Scene.Near).Where(IsSame).ToList();
        var other = scene.Alike(Scene.Near).Where(IsOther).ToList();
        if (SitesOf(scene, same) >= Sites && IsMore(scene, Spread(scene, same), IsSame))
            yield return Fact.Of("carrier-elsewhere", ("sites", SitesOf(scene, same)), ("carrier", carrier ?? "?"), ("region", region));
        if (SitesOf(scene, other) >= Sites && same.Count > 0 && IsMore(scene, Spread(scene, other), IsOther))
            yield return Fact.Of("other-carriers-too", ("carriers", other.Select(one => CarrierOf(scene, one)).Distinct().Count()), ("region", region));

        bool IsInRegion(TransactionFailed one) => scene.RecordOf(one)?.Region == region && !IsSameSite(scene, one);
        bool IsSame(TransactionFailed one) => IsInRegion(one) && CarrierOf(scene, one) == carrier;
        bool IsOther(TransactionFailed one) => IsInRegion(one) && CarrierOf(scene, one) != carrier;
    }

    // What comes at the same hour day after day, and not in others, is load; what broke, broke once.
    private static IEnumerable<EvidenceFact> SameHourBefore(Scene scene)
    {
        if (scene.Row.Family != "network")
            yield break;
        var before = scene.AlikeBefore.Where(other => IsSameSite(scene, other)
            || CarrierOf(scene, other) == CarrierOf(scene, scene.It) && scene.RecordOf(other)?.Region == scene.Record?.Region).ToList();
        var then = before.Count(other => (scene.It.OccurredAt - other.OccurredAt - Scene.ADay).Duration() <= HalfHour);
        if (then >= 2 && then >= Excess * Scene.UsualAnHour(before.Count - then))
            yield return Fact.Of("same-hour-before", ("failures", then));
    }

    private static IEnumerable<EvidenceFact> Merchant(Scene scene)
    {
        if (scene.Record?.MerchantId is not { } merchant)
            yield break;
        var elsewhere = scene.Alike(Scene.Near).Where(IsElsewhere).ToList();
        var terminals = scene.Given.Fleet.Values.Count(other => other.MerchantId == merchant) - 1;
        if (elsewhere.Exists(other => other.Bin != scene.It.Bin) && IsCommon(scene, elsewhere, IsElsewhere, terminals))
            yield return Fact.Of("merchant-elsewhere", ("terminals", elsewhere.Select(other => other.TerminalId).Distinct().Count()));

        bool IsElsewhere(TransactionFailed other) => scene.RecordOf(other)?.MerchantId == merchant && other.TerminalId != scene.It.TerminalId;
    }

    // Other banks' cards, on other carriers and versions and in other regions, fail alike: it is common to none of them.
    private static IEnumerable<EvidenceFact> Everywhere(Scene scene)
    {
        if (scene is not { It.Bin: { } bin, Record: { } record })
            yield break;
        var kinds = Kinds.Where(kind => scene.Given.Fleet.Values.Any(other => kind(other) != kind(record))).ToList();
        var others = scene.Alike(Scene.Near).Where(IsOther).ToList();
        var issuers = others.Select(other => other.Bin).Distinct().Count();
        if (issuers >= Issuers && SitesOf(scene, others) >= SitesEverywhere && IsMore(scene, Spread(scene, others), IsOther))
            yield return Fact.Of("everywhere", ("sites", SitesOf(scene, others)), ("issuers", issuers));

        bool IsOther(TransactionFailed other) => other.Bin is { } another && another != bin && !IsSameSite(scene, other)
            && scene.RecordOf(other) is { } its && kinds.TrueForAll(kind => kind(its) != kind(record));
    }

    private static string? CarrierOf(Scene scene, TransactionFailed other) => other.Carrier ?? scene.RecordOf(other)?.Carrier;

    private static bool IsSameSite(Scene scene, TransactionFailed other) => SiteOf(scene, other) == SiteOf(scene, scene.It);

    private static int SitesOf(Scene scene, IEnumerable<TransactionFailed> failures) => failures.Select(other => SiteOf(scene, other)).Distinct().Count();

    // A terminal without a site is a site of its own.
    private static string SiteOf(Scene scene, TerminalEvent other) => scene.RecordOf(other)?.SiteId ?? other.TerminalId;

    private static int DistinctCards(IEnumerable<TransactionFailed> failures) => failures.Select(other => other.CardRef ?? other.Id).Distinct().Count();
}
