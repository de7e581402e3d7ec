using FleetWatch.Contracts;
using FleetWatch.Incidents;

namespace FleetWatch.Quality.Weeks;

/// <summary>
/// Bad cards are shown and page nobody, so the rules for pages do not see them: a card that a trouble was put on is right where its
/// cause was told while it lasted or within an hour. Others are cards that no trouble was put on: some of a made-up fleet are simply bad.
/// </summary>
internal sealed record CardVerdicts(IReadOnlyDictionary<string, (int Seen, int Right)> ByCause, int Others, int Paged, IReadOnlyList<string> Remarks)
{
    private const int LeastAffected = 8;

    public static CardVerdicts Of(IReadOnlyList<TrueIncident> bad, IReadOnlyCollection<Incident> told)
    {
        var cards = told.Where(incident => incident.Scope.Kind == ScopeKind.Card).ToList();
        var seen = bad.Where(one => one.Affected >= LeastAffected).ToList();
        return new CardVerdicts(
            seen.GroupBy(one => one.Cause).ToDictionary(cause => cause.Key, cause => (cause.Count(), cause.Count(one => cards.Exists(told => Names(told, one))))),
            cards.Count(told => !bad.Any(one => one.Scope == told.Scope)),
            cards.Count(told => told.Page),
            [.. seen.Where(one => !cards.Exists(told => Names(told, one))).Select(one => $"missed: {one.Cause} {one.Scope}, affected {one.Affected}")]);
    }

    private static bool Names(Incident told, TrueIncident one) => told.Scope == one.Scope && told.Cause == one.Cause
        && told.OpenedAt >= one.Start && told.OpenedAt <= one.End.AddHours(1);
}
