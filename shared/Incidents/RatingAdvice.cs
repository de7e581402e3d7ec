using FleetWatch.Contracts;

namespace FleetWatch.Incidents;

/// <summary>
/// What people's ratings say about the settings of detection: a suggestion with its price, never a change. Each candidate is tried on the rated
/// incidents themselves: how many noisy ones it would have spared, and how many useful ones it would have cost. Pure.
/// </summary>
public static class RatingAdvice
{
    /// <summary>Fewer ratings of one kind of incident say nothing.</summary>
    private const int LeastRated = 5;

    /// <summary>A setting that would have cost more of the useful ones is not suggested.</summary>
    private const double MostCost = 0.1;

    private static readonly TimeSpan LongestDuration = TimeSpan.FromHours(1);

    /// <param name="incidents">Of the time that is looked at; those that nobody rated are passed over.</param>
    /// <returns>One for each cause and kind of place of which most were rated noise, the noisiest first.</returns>
    public static IReadOnlyList<Advice> Of(IEnumerable<Incident> incidents)
    {
        var rated = incidents.Where(incident => incident.Ratings.Count > 0).ToList();
        return [.. rated.GroupBy(incident => (incident.Cause, incident.Scope.Kind))
            .Select(kind => (Kind: kind.Key, All: kind.ToList(), Noise: kind.Where(IsNoise).ToList()))
            .Where(kind => kind.All.Count >= LeastRated && kind.Noise.Count * 2 > kind.All.Count)
            .Select(kind => new Advice(kind.Kind.Cause, kind.Kind.Kind, kind.All.Count, kind.Noise.Count, Best(kind.Noise, rated)))
            .OrderByDescending(advice => advice.Noise).ThenBy(advice => advice.Cause, StringComparer.Ordinal).ThenBy(advice => advice.Scope)];
    }

    /// <summary>One person who found it useful outweighs the others: it was worth raising for somebody.</summary>
    private static bool IsNoise(Incident incident) => !incident.Ratings.Any(rating => rating.Useful);

    private static SettingChange? Best(List<Incident> noise, List<Incident> rated)
    {
        var useful = rated.Where(incident => !IsNoise(incident)).ToList();
        var candidates = Durations(noise, useful);
        if (noise[0].Scope.Kind == ScopeKind.Terminal)
            candidates = candidates.Concat(Cards(noise, useful));
        return candidates.Where(change => change.Spares * 2 > noise.Count && change.Costs <= change.Useful * MostCost)
            .OrderByDescending(change => change.Spares).ThenBy(change => change.Costs).FirstOrDefault();
    }

    /// <summary>What is over sooner than the least duration is nobody's page, of whatever cause.</summary>
    private static IEnumerable<SettingChange> Durations(List<Incident> noise, List<Incident> useful) => noise.Select(Lasted).OfType<TimeSpan>()
        .Select(lasted => TimeSpan.FromMinutes(Math.Floor(lasted.TotalMinutes) + 1)).Where(least => least <= LongestDuration).Distinct().Order()
        .Select(least => new SettingChange(SettingChange.LeastDuration, least.ToString("c"), noise.Count(one => Lasted(one) < least), useful.Count(one => Lasted(one) < least), useful.Count));

    private static IEnumerable<SettingChange> Cards(List<Incident> noise, List<Incident> useful)
    {
        var blamed = useful.Where(incident => incident.Scope.Kind == ScopeKind.Terminal).ToList();
        return noise.Select(incident => incident.Evidence.DistinctCards + 1).Where(cards => cards is > 1 and <= 100).Distinct().Order()
            .Select(cards => new SettingChange(SettingChange.CardsToBlameTerminal, $"{cards}",
                noise.Count(one => one.Evidence.DistinctCards < cards), blamed.Count(one => one.Evidence.DistinctCards < cards), blamed.Count));
    }

    /// <summary>Null: it has not ended by itself, so that nothing is known of how long it lasted.</summary>
    private static TimeSpan? Lasted(Incident incident) => incident.State == IncidentState.Resolved ? incident.ResolvedAt - incident.StartedAt : null;
}

/// <summary>Most incidents of one kind were rated noise.</summary>
/// <param name="Cause">One of <see cref="Causes"/>.</param>
/// <param name="Scope">The kind of their places.</param>
/// <param name="Rated">How many were rated.</param>
/// <param name="Noise">How many of them nobody found useful.</param>
/// <param name="Change">What would have spared most of them; null: no single setting tells them from the useful ones.</param>
public sealed record Advice(string Cause, ScopeKind Scope, int Rated, int Noise, SettingChange? Change);

/// <summary>A setting of detection, and what it would have done to the rated incidents.</summary>
/// <param name="Setting">Its name in <c>DetectionSettings</c>.</param>
/// <param name="Value">As it is written there.</param>
/// <param name="Spares">Noisy incidents of this kind that would not have been raised.</param>
/// <param name="Costs">Useful incidents, of any kind that the setting touches, that would not have been raised either.</param>
/// <param name="Useful">How many useful ones there were.</param>
public sealed record SettingChange(string Setting, string Value, int Spares, int Costs, int Useful)
{
    public const string LeastDuration = nameof(LeastDuration);
    public const string CardsToBlameTerminal = nameof(CardsToBlameTerminal);
}
