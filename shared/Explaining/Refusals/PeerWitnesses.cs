using FleetWatch.Contracts;

namespace FleetWatch.Explaining.Refusals;

/// <summary>Whether those beside it fail alike: the site, the issuer, the version, the carrier, the merchant.</summary>
internal static class PeerWitnesses
{
    private const int Sites = 2;
    private const int Cards = 3;
    private const int VersionFailures = 4;

    /// <summary>What a terminal is taken to try in an hour, where its neighbours' counters are not read.</summary>
    private const int AttemptsAnHour = 6;
    private const double Excess = 3;

    /// <summary>A trouble with so many times as many cards here as among all the peers is not common to them.</summary>
    private const int MostConcentrated = 4;

    /// <summary>Failures on the version, as a multiple of its share of the fleet, that point at it; never more than nine in ten.</summary>
    private const double VersionExcess = 3;
    private const double VersionMost = 0.9;
    private static readonly TimeSpan VersionWindow = TimeSpan.FromHours(24);
    private static readonly TimeSpan ADay = TimeSpan.FromHours(24);
    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30);

    public static IEnumerable<EvidenceFact> Of(Scene scene) =>
        [.. Site(scene), .. Issuer(scene), .. Version(scene), .. Carrier(scene), .. SameHourBefore(scene), .. Merchant(scene), .. Findings(scene)];

    private static IEnumerable<EvidenceFact> Site(Scene scene)
    {
        var neighbours = scene.Neighbours.ToHashSet();
        var alike = scene.Alike(Scene.Near).Where(other => neighbours.Contains(other.TerminalId)).ToList();
        if (IsCommon(scene, alike, neighbours.Count))
            yield return Fact.Of("neighbours-too", ("terminals", alike.Select(other => other.TerminalId).Distinct().Count()), ("cards", DistinctCards(alike)));
        else if (alike.Count == 0 && neighbours.Count(other => scene.WasAtWork(other, Scene.Near)) is > 0 and var well)
            yield return Fact.Of("neighbours-fine", ("terminals", well));
    }

    // More than on an ordinary day, and not much less than here: else it is this terminal's trouble, and the others have their own.
    private static bool IsCommon(Scene scene, List<TransactionFailed> alike, int terminals)
    {
        var expected = terminals * AttemptsAnHour * Scene.Near.TotalHours * RefusalTables.Everyday(scene.Row.Family);
        var here = DistinctCards(scene.Alike(Scene.Near).Where(other => other.TerminalId == scene.It.TerminalId));
        return alike.Count > 0 && alike.Count >= Excess * expected && DistinctCards(alike) * MostConcentrated >= here;
    }

    private static IEnumerable<EvidenceFact> Issuer(Scene scene)
    {
        if (scene.It.Bin is not { } bin)
            yield break;
        var alike = scene.Alike(Scene.Near).ToList();
        var elsewhere = alike.Where(other => other.Bin == bin && !IsSameSite(scene, other)).ToList();
        if (SitesOf(scene, elsewhere) >= Sites && DistinctCards(elsewhere) >= Cards)
            yield return Fact.Of("issuer-elsewhere", ("sites", SitesOf(scene, elsewhere)), ("cards", DistinctCards(elsewhere)));
        var fine = scene.Approvals(Scene.Near).Count(other => other.Bin == bin);
        if (elsewhere.Count == 0 && fine >= 2)
            yield return Fact.Of("issuer-fine", ("times", fine));
        var others = alike.Where(other => other.TerminalId == scene.It.TerminalId && other.Bin is not null && other.Bin != bin).Select(other => other.Bin).Distinct().Count();
        if (others >= 2)
            yield return Fact.Of("other-issuers-here", ("issuers", others));
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
        var carrier = scene.It.Carrier ?? scene.Record.Carrier;
        var near = scene.Alike(Scene.Near).Where(other => scene.RecordOf(other)?.Region == region && !IsSameSite(scene, other)).ToLookup(other => CarrierOf(scene, other) == carrier);
        if (SitesOf(scene, near[true]) >= Sites)
            yield return Fact.Of("carrier-elsewhere", ("sites", SitesOf(scene, near[true])), ("carrier", carrier ?? "?"), ("region", region));
        if (SitesOf(scene, near[false]) >= Sites && SitesOf(scene, near[true]) > 0)
            yield return Fact.Of("other-carriers-too", ("carriers", near[false].Select(other => CarrierOf(scene, other)).Distinct().Count()), ("region", region));
    }

    // What comes at the same hour day after day is load; what broke, broke once.
    private static IEnumerable<EvidenceFact> SameHourBefore(Scene scene)
    {
        var before = scene.Alike(ADay + HalfHour).Count(other => scene.It.OccurredAt - other.OccurredAt > ADay - HalfHour
            && CarrierOf(scene, other) == CarrierOf(scene, scene.It) && scene.RecordOf(other)?.Region == scene.Record?.Region);
        if (scene.Row.Family == "network" && before >= 2)
            yield return Fact.Of("same-hour-before", ("failures", before));
    }

    private static IEnumerable<EvidenceFact> Merchant(Scene scene)
    {
        if (scene.Record?.MerchantId is not { } merchant)
            yield break;
        var elsewhere = scene.Alike(Scene.Near).Where(other => scene.RecordOf(other)?.MerchantId == merchant && other.TerminalId != scene.It.TerminalId).ToList();
        var terminals = scene.Given.Fleet.Values.Count(other => other.MerchantId == merchant) - 1;
        if (DistinctCards(elsewhere) >= 2 && elsewhere.Exists(other => other.Bin != scene.It.Bin) && IsCommon(scene, elsewhere, terminals))
            yield return Fact.Of("merchant-elsewhere", ("terminals", elsewhere.Select(other => other.TerminalId).Distinct().Count()));
    }

    private static IEnumerable<EvidenceFact> Findings(Scene scene) => scene.Given.Findings
        .Where(finding => finding.StartedAt <= scene.It.OccurredAt + Scene.Near && Covers(finding.Scope, scene))
        .Select(finding => Fact.Of("open-finding", ("cause", finding.Cause), ("place", $"{finding.Scope.Kind}:{finding.Scope.Key}"),
            ("confidence", Math.Round(finding.Confidence, 2)), ("finding", finding.FindingId)));

    private static bool Covers(Scope scope, Scene scene) => scope.Kind switch
    {
        ScopeKind.Terminal => scope.Key == scene.It.TerminalId,
        ScopeKind.Site => scope.Key == scene.Record?.SiteId,
        ScopeKind.Merchant => scope.Key == scene.Record?.MerchantId,
        ScopeKind.Version => scope.Key == $"{scene.Record?.Model}/{scene.Version}",
        ScopeKind.Issuer => scope.Key == scene.It.Bin,
        ScopeKind.CarrierRegion => scope.Key == $"{scene.It.Carrier ?? scene.Record?.Carrier}/{scene.Record?.Region}",
        ScopeKind.Carrier => scope.Key == (scene.It.Carrier ?? scene.Record?.Carrier),
        ScopeKind.Region => scope.Key == scene.Record?.Region,
        ScopeKind.Card => scope.Key == scene.It.CardRef,
        ScopeKind.Fleet => true,
        _ => false,
    };

    private static string? CarrierOf(Scene scene, TransactionFailed other) => other.Carrier ?? scene.RecordOf(other)?.Carrier;

    private static bool IsSameSite(Scene scene, TransactionFailed other) => SiteOf(scene, other) == SiteOf(scene, scene.It);

    private static int SitesOf(Scene scene, IEnumerable<TransactionFailed> failures) => failures.Select(other => SiteOf(scene, other)).Distinct().Count();

    // A terminal without a site is a site of its own.
    private static string SiteOf(Scene scene, TerminalEvent other) => scene.RecordOf(other)?.SiteId ?? other.TerminalId;

    private static int DistinctCards(IEnumerable<TransactionFailed> failures) => failures.Select(other => other.CardRef ?? other.Id).Distinct().Count();
}
