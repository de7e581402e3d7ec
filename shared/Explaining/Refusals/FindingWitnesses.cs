using FleetWatch.Contracts;

namespace FleetWatch.Explaining.Refusals;

/// <summary>
/// What findings say of one failure inside their scope. Of the failures there so many are beyond what was expected (the attributable fraction among
/// the exposed: 1 - expected / observed); these are of the finding's cause, as sure as it is, or of its runner-up. The rest is everyday life, and what else is known decides.
/// </summary>
internal static class FindingWitnesses
{
    /// <summary>Nothing that is found out of counts is surer than this of a single failure.</summary>
    private const double Most = 0.995;

    /// <summary>A trouble that showed in other codes so far has half a claim on a code that its cause can show in as well.</summary>
    private const double Unlike = 0.5;

    /// <summary>The moment of change is known about as well.</summary>
    private static readonly TimeSpan Start = TimeSpan.FromMinutes(15);

    /// <returns>For each finding that covers the failure, its causes among those that the code allows, with their probability in its view; together below 1.</returns>
    public static IReadOnlyList<Attribution> Of(Scene scene)
    {
        var alike = Ranking.CodesAlike(scene.It).ToHashSet();
        if (scene.Row.Family == "network")
            alike.Add(SymptomCount.Silence);
        return [.. scene.Given.Findings
            .Where(finding => finding.StartedAt <= scene.It.OccurredAt + Start && Covers(finding.Scope, scene))
            .Select(finding => Attributed(finding, scene, IsAbout(finding, alike) ? 1 : Unlike)).Where(one => one.Causes.Count > 0)];
    }

    private static bool IsAbout(Finding finding, HashSet<string> alike) =>
        finding.Evidence.Symptoms.Count == 0 || finding.Evidence.Symptoms.Any(symptom => alike.Contains(symptom.Code));

    private static Attribution Attributed(Finding finding, Scene scene, double alike)
    {
        var beyond = finding.Evidence.Failures == 0 ? 0 : alike * Math.Clamp(1 - finding.Evidence.Expected / finding.Evidence.Failures, 0, Most);
        var causes = new Dictionary<string, double> { [finding.Cause] = beyond * finding.Confidence };
        if (finding.RunnerUp is { } second && Covers(second.Scope, scene))
            causes[second.Cause] = causes.GetValueOrDefault(second.Cause) + beyond * Math.Min(second.Confidence, 1 - finding.Confidence);
        return new Attribution(Fact.Of("open-finding", ("cause", finding.Cause), ("place", $"{finding.Scope.Kind}:{finding.Scope.Key}"),
            ("confidence", Math.Round(finding.Confidence, 2)), ("finding", finding.FindingId)),
            causes.Where(cause => scene.Row.Causes.Any(row => row.Cause == cause.Key)).ToDictionary());
    }

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
}

/// <param name="Fact">That there is the finding.</param>
/// <param name="Causes">How probable it makes each cause, by itself.</param>
internal sealed record Attribution(EvidenceFact Fact, IReadOnlyDictionary<string, double> Causes)
{
    /// <summary>How probable it is that the finding's trouble struck at all.</summary>
    private double All { get; } = Causes.Values.Sum();

    /// <summary>That the finding is for this cause, or holds it for the next best one.</summary>
    public EvidenceFact FactFor(string cause) => Fact.Values["cause"] == cause ? Fact : Fact with { Code = "finding-otherwise" };

    /// <summary>Odds of a cause against the finding having nothing to do with it.</summary>
    public double Odds(string cause) => Causes.GetValueOrDefault(cause) / (1 - All);

    /// <summary>The odds of all its causes.</summary>
    public double AllOdds => All / (1 - All);
}
