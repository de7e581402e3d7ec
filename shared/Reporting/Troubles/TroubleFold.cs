using FleetWatch.Contracts;

namespace FleetWatch.Reporting.Troubles;

/// <summary>The incidents of a fleet, folded from their events: each stream in its order, repeats change nothing.</summary>
public sealed class TroubleFold
{
    /// <summary>Note of one that later evidence took back, as Alerting writes it.</summary>
    private const string Withdrawn = "withdrawn";

    private readonly Dictionary<string, Trouble> _troubles = [];

    /// <summary>In the order in which they opened.</summary>
    public IReadOnlyCollection<Trouble> Troubles => _troubles.Values;

    /// <summary>Takes one event in; one of an incident of which no finding was heard yet is left out.</summary>
    public void Take(IncidentEvent happened)
    {
        if (_troubles.TryGetValue(happened.IncidentId, out var known))
            _troubles[known.Id] = With(known, happened);
        else if (First(happened) is { } finding)
            _troubles[happened.IncidentId] = Show(new Trouble
            {
                Id = happened.IncidentId,
                Cause = finding.Cause,
                Scope = finding.Scope,
                StartedAt = finding.StartedAt,
                OpenedAt = finding.OpenedAt,
                Symptoms = [],
            }, finding);
    }

    // Whoever began to listen in the middle hears of it when it grows or comes back.
    private static Finding? First(IncidentEvent happened) => happened switch
    {
        IncidentOpened opened => opened.Finding,
        IncidentGrew grew => grew.Finding,
        IncidentReopened again => again.Finding,
        _ => null,
    };

    private static Trouble With(Trouble known, IncidentEvent happened) => happened switch
    {
        IncidentGrew grew => Show(known, grew.Finding),
        IncidentReopened again when known.ResolvedAt is not null => Show(Again(known), again.Finding),
        IncidentReopenedByHand when known.ResolvedAt is not null => Again(known),
        IncidentMerged merged => known with { Merged = true, ResolvedAt = merged.At },
        IncidentAcknowledged taken => known with { AcknowledgedAt = known.AcknowledgedAt ?? taken.At },
        IncidentResolved ended => known with { ResolvedAt = ended.At, Withdrawn = ended.Note == Withdrawn },
        IncidentRated rated => known with { Ratings = new Dictionary<string, bool>(known.Ratings) { [rated.By] = rated.Useful } },
        PageDecided { Send: true, Recipient: { } recipient } page => known with
        {
            Pages = new Dictionary<string, TroublePage>(known.Pages) { [page.PageId] = new(recipient, page.At, page.Kind) },
        },
        _ => known,
    };

    private static Trouble Again(Trouble known) => known with { ResolvedAt = null, Withdrawn = false, Reopened = known.Reopened + 1 };

    // A trouble that has come back began when it first did.
    private static Trouble Show(Trouble known, Finding finding) => known with
    {
        Cause = finding.Cause,
        Scope = finding.Scope,
        StartedAt = finding.StartedAt < known.StartedAt ? finding.StartedAt : known.StartedAt,
        Page = known.Page || finding.Page,
        Symptoms = [.. known.Symptoms.Union(finding.Evidence.Symptoms.Select(symptom => symptom.Code))],
    };
}
