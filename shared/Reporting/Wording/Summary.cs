using FleetWatch.Explaining;
using FleetWatch.Reporting.Weekly;

namespace FleetWatch.Reporting.Wording;

/// <summary>What is read first: what the data cover, the figures, the days, and what to do.</summary>
internal static class Summary
{
    private const int GapsNamed = 4;

    public static IEnumerable<Block> Blocks(Parts parts)
    {
        foreach (var warning in Warnings(parts))
            yield return new Paragraph(warning, Tone.Warning);
        if (!parts.Report.HasData)
            yield break;
        yield return new Paragraph(Lead(parts));
        yield return new Figures([Availability(parts), Technical(parts), Failures(parts), Incidents(parts)]);
        yield return new Heading(parts.Words.Say("heading.actions"));
        if (parts.Report.Actions.Count == 0)
            yield return new Paragraph(parts.Words.Say("actions.none"));
        else
            yield return new Steps([.. parts.Report.Actions.Select(action => Step(parts, action))]);
        yield return new Heading(parts.Words.Say("heading.days"));
        yield return Days(parts);
        yield return DayTable(parts);
    }

    private static IEnumerable<string> Warnings(Parts parts)
    {
        var (report, words) = (parts.Report, parts.Words);
        if (!report.HasData)
            yield return words.Say(report.Fleet.Terminals == 0 ? "warning.no-terminals" : "warning.no-data");
        else if (report.Gaps.Count > 0)
            yield return words.Say("warning.gaps", ("share", parts.Numbers.Percent(report.Availability.UnknownMinutes / (double)report.Availability.OpenMinutes, 1)),
                ("hours", parts.Numbers.Span(report.Availability.UnknownMinutes)),
                ("gaps", words.List(report.Gaps.Take(GapsNamed).Select(gap => $"{parts.Moment(gap.From)} – {parts.Moment(gap.To)}"))),
                ("more", report.Gaps.Count > GapsNamed ? words.Say("warning.more-gaps", ("count", report.Gaps.Count - GapsNamed)) : ""));
        if (report.Hours != 168)
            yield return words.Say("warning.clock", ("hours", report.Hours));
        if (report.Fleet.Unregistered > 0)
            yield return words.Say("warning.unregistered", ("count", report.Fleet.Unregistered));
        foreach (var (caveat, name) in new[] { (Caveat.Cards, "warning.cards"), (Caveat.Halves, "warning.halves") })
            if (report.HasData && report.Caveats.Contains(caveat))
                yield return words.Say(name);
    }

    private static string Lead(Parts parts)
    {
        var (report, words) = (parts.Report, parts.Words);
        return report.Causes.Count == 0
            ? words.Say("lead.quiet")
            : words.Say("lead.causes", ("count", report.Causes.Sum(cause => cause.Incidents.Count)),
                ("causes", parts.Causes(report.Causes.Take(3).Select(cause => cause.Cause))),
                ("customers", parts.Numbers.Count(report.Causes.Sum(cause => cause.Cost.TurnedAway))));
    }

    private static Figure Availability(Parts parts)
    {
        var (now, before) = (parts.Report.Availability, parts.Report.AvailabilityBefore);
        return new Figure(parts.Words.Say("figure.availability"), parts.Numbers.Percent(now.Share),
            parts.Words.Say("figure.availability-of", ("silent", parts.Numbers.Span(now.SilentMinutes)), ("open", parts.Numbers.Span(now.OpenMinutes - now.UnknownMinutes)))
            + (before is null ? "" : " " + parts.Words.Say("figure.before", ("value", parts.Numbers.Percent(before.Share)))), parts.Links.Heard());
    }

    private static Figure Technical(Parts parts) => Rate(parts, parts.Report.Technical, "figure.technical");

    private static Figure Failures(Parts parts) => Rate(parts, parts.Report.Failures, "figure.failures");

    private static Figure Rate(Parts parts, RateFacts rate, string name) => new(parts.Words.Say(name), parts.Numbers.Percent(rate.Change.Now),
        parts.Words.Say("figure.rate-of", ("failures", parts.Numbers.Count(rate.Failures)), ("attempts", parts.Numbers.Count(rate.Attempts))) + " " + Change(parts, rate),
        parts.Links.Failures());

    private static string Change(Parts parts, RateFacts rate)
    {
        var (words, change) = (parts.Words, rate.Change);
        if (change is { Now: { } now, Before: { } before, Low: { } low, High: { } high } && rate.FailuresBefore is not null)
            return words.Say($"change.{change.Verdict}", ("points", parts.Numbers.Points(now - before)), ("before", parts.Numbers.Percent(before)),
                ("failures", parts.Numbers.Count(rate.FailuresBefore.Value)), ("attempts", parts.Numbers.Count(rate.AttemptsBefore ?? 0)),
                ("sure", Words.Percent(change.Confidence)), ("low", parts.Numbers.Points(low)), ("high", parts.Numbers.Points(high)));
        return words.Say("change.Unknown");
    }

    private static Figure Incidents(Parts parts)
    {
        var incidents = parts.Report.Causes.SelectMany(cause => cause.Incidents).ToList();
        return new Figure(parts.Words.Say("figure.incidents"), parts.Numbers.Count(incidents.Count),
            parts.Words.Say("figure.incidents-of", ("open", parts.Numbers.Count(incidents.Count(one => one.ResolvedAt is not { } end || end >= parts.Report.To)))), parts.Links.Incidents());
    }

    private static Step Step(Parts parts, ActionFacts action)
    {
        var words = parts.Words;
        return new Step(words.Say($"action.{action.Kind}", ("place", parts.Place(action.Scope)), ("cause", words.Cause(action.Cause)), ("terminals", parts.Numbers.Count(action.Terminals)),
                ("newest", action.Newest ?? "")),
            action.Kind switch
            {
                ActionKind.Inspect => words.Say("action.how-inspect"),
                ActionKind.Update => words.Say("action.how-update"),
                _ => words.Steps(action.Cause, action.Scope.Kind)[0],
            },
            words.Say(action.Kind switch { ActionKind.Mend => "action.saves-a-week", ActionKind.Inspect => "action.cost-beyond", _ => "action.cost" }, ("customers", parts.Numbers.Count(action.Saves.TurnedAway)), ("amount", parts.Numbers.Amounts(action.Saves.Amounts))),
            action.IncidentId is { } id ? parts.Links.Incident(id) : parts.Links.Place(action.Scope));
    }

    private static DayChart Days(Parts parts)
    {
        var days = parts.Report.Days;
        var most = Math.Max(1e-9, days.Max(day => day.Attempts == 0 ? 0 : day.Technical / (double)day.Attempts));
        return new DayChart(parts.Words.Say("chart.title"),
            parts.Words.Say("chart.alternative", ("days", parts.Words.List(days.Select(day => $"{parts.Day(day.Day)} {Share(parts, day)}")))),
            [.. days.Select(day => new DayBar(parts.Day(day.Day), day.Attempts == 0 ? null : day.Technical / (double)day.Attempts / most, Share(parts, day)))],
            parts.Words.Say("chart.bar"), parts.Words.Say("chart.gap"));
    }

    private static Table DayTable(Parts parts) => new(
        [new(parts.Words.Say("column.day"), 16), new(parts.Words.Say("column.attempts"), 16, true), new(parts.Words.Say("column.technical"), 22, true),
            new(parts.Words.Say("column.all-failures"), 20, true), new(parts.Words.Say("column.available"), 26, true)],
        [.. parts.Report.Days.Select(IReadOnlyList<Cell> (day) =>
        [
            new(parts.Day(day.Day)), new(parts.Numbers.Count(day.Attempts)), new($"{parts.Numbers.Count(day.Technical)} ({Share(parts, day)})"), new(parts.Numbers.Count(day.Failures)),
            new(parts.Numbers.Percent(day.AvailableMinutes + day.SilentMinutes == 0 ? null : day.AvailableMinutes / (double)(day.AvailableMinutes + day.SilentMinutes))
                + (day.UnknownMinutes > 0 ? " " + parts.Words.Say("days.unknown", ("hours", parts.Numbers.Span(day.UnknownMinutes))) : "")),
        ])]);

    private static string Share(Parts parts, DayFacts day) => parts.Numbers.Percent(day.Attempts == 0 ? null : day.Technical / (double)day.Attempts);
}
