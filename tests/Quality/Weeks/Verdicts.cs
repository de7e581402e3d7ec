using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Incidents;

namespace FleetWatch.Quality.Weeks;

/// <summary>The score of one week, and by cause what was seen, named rightly, and paged in vain; a remark for everything that went wrong.</summary>
internal sealed record Verdicts(Score Score, IReadOnlyDictionary<string, (int Seen, int Right, int Vain)> ByCause, IReadOnlyList<string> Remarks,
    IReadOnlyList<Ending> Endings, IReadOnlyList<(double Sure, bool Right)> Claims)
{
    public static Verdicts Of(Scenario scenario, IReadOnlyList<TerminalRecord> fleet, IEnumerable<Incident> told, DateTimeOffset until)
    {
        var incidents = told.Where(incident => incident.Scope.Kind != ScopeKind.Card).ToList();
        var pages = Scorer.Pages(scenario, fleet, incidents);
        var seen = scenario.Truth.Incidents.Where(Scorer.CanBeSeen).ToList();
        var right = seen.Where(one => pages.Any(page => page.Of == one && page.Page.Cause == one.Cause)).ToHashSet();
        var vain = pages.Where(page => page.Kind != PageVerdict.First).ToList();
        var causes = seen.Select(one => one.Cause).Concat(vain.Select(page => page.Page.Cause)).Distinct().ToDictionary(cause => cause, cause =>
            (seen.Count(one => one.Cause == cause), right.Count(one => one.Cause == cause), vain.Count(page => page.Page.Cause == cause)));
        return new Verdicts(Scorer.Of(scenario, fleet, incidents), causes,
            [.. seen.Where(one => !right.Contains(one)).Select(one => Missed(one, pages)), .. vain.Select(Vain)], Ending.Of(pages, until), [.. pages.Select(page => (page.Page.Confidence, page.Of?.Cause == page.Page.Cause))]);
    }

    private static string Missed(TrueIncident one, IReadOnlyList<JudgedPage> pages)
    {
        var instead = pages.Where(page => page.Of == one).Select(page => page.Page.Cause).FirstOrDefault();
        return string.Create(CultureInfo.InvariantCulture,
            $"missed: {one.Cause} {one.Scope} {one.Start:MM-dd HH:mm} to {one.End:MM-dd HH:mm}, affected {one.Affected}{(instead is null ? "" : ", told as " + instead)}");
    }

    private static string Vain(JudgedPage judged)
    {
        var page = judged.Page;
        var symptoms = string.Join(" ", page.Evidence.Symptoms.Select(symptom => $"{symptom.Code}x{symptom.Count}"));
        return string.Create(CultureInfo.InvariantCulture,
            $"{judged.Kind}: {page.Cause} {page.Scope} {page.OpenedAt.ToOffset(TimeSpan.FromHours(8)):MM-dd HH:mm} (began {page.StartedAt.ToOffset(TimeSpan.FromHours(8)):MM-dd HH:mm}), {page.Evidence.Failures} of {page.Evidence.Expected:0.0}, {page.Evidence.DistinctCards} cards, {page.Evidence.DistinctTerminals} terminals, {symptoms}; confidence {page.Confidence:0.00}{(judged.Of is { } of ? $"; {of.Cause} {of.Start:MM-dd HH:mm} to {of.End:MM-dd HH:mm}" : "")}");
    }
}
