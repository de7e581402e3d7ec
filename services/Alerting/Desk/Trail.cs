using FleetWatch.Alerting.Pages;
using FleetWatch.Contracts;
using FleetWatch.Explaining;
using FleetWatch.Explaining.Trails;
using FleetWatch.ServiceDefaults;
using JasperFx.Events;

namespace FleetWatch.Alerting.Desk;

/// <summary>One line of an incident's paper trail.</summary>
/// <param name="At">When it happened: of findings in the feed's own time, else by Alerting's clock.</param>
/// <param name="RecordedAt">When it was stored.</param>
/// <param name="By">Who did it: a person, <c>detection</c> or <c>alerting</c>.</param>
/// <param name="Text">What happened and why, in words.</param>
/// <param name="Event">The same as data.</param>
internal sealed record TrailLine(DateTimeOffset At, DateTimeOffset RecordedAt, string By, string Text, IncidentEvent Event);

/// <summary>An incident's stream in words: why it was raised, and why each page was, or was not, sent.</summary>
internal static class Trail
{
    public static IReadOnlyList<TrailLine> Of(IEnumerable<IEvent> stream, string language)
    {
        var words = PageWords.For(language, "Etc/UTC");
        return [.. stream.Select(stored => Line(stored, (IncidentEvent)stored.Data, words))];
    }

    public static string Language(string? acceptLanguage) => ReaderLanguage.Of(acceptLanguage);

    private static TrailLine Line(IEvent stored, IncidentEvent happened, Words words) =>
        new(happened.At, stored.Timestamp, TrailSentences.By(happened), TrailSentences.Text(happened, words), happened);
}
