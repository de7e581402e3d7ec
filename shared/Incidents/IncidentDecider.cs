using System.Diagnostics;
using FleetWatch.Contracts;

namespace FleetWatch.Incidents;

/// <summary>What is known when news of a finding arrive.</summary>
/// <param name="Track">Of this finding; null: never heard of.</param>
/// <param name="Own">The finding's incident.</param>
/// <param name="Twin">The latest incident of the same cause at the same scope, where that is another one.</param>
/// <param name="Absorber">Track of the finding that absorbed this one.</param>
public sealed record Known(FindingTrack? Track, Incident? Own, Incident? Twin, FindingTrack? Absorber);

/// <summary>What follows: events of one incident, the finding's track, and a track reserved for an absorber not yet heard of.</summary>
public sealed record Decided(IReadOnlyList<IncidentEvent> Events, FindingTrack Track, FindingTrack? Reserved = null);

/// <summary>From news of a finding to what happens to its incident. Pure; tolerates repeats and any order.</summary>
public static class IncidentDecider
{
    public static Decided Decide(FindingEvent news, Known known, IncidentSettings settings) => news switch
    {
        FindingOpened opened => Picture(opened, opened.Finding, known, settings),
        FindingGrew grew => Picture(grew, grew.Finding, known, settings),
        FindingClosed closed => End(closed, known),
        _ => throw new UnreachableException(),
    };

    private static Decided Picture(FindingEvent news, Finding finding, Known known, IncidentSettings settings)
    {
        var track = known.Track ?? new FindingTrack { FindingId = news.FindingId };
        var rank = NewsRank.Of(news)!; // Opened and Grew carry a picture.
        if (!rank.IsNewerThan(track.Newest))
            return new Decided([], track);
        track = track with { Newest = rank };
        if (known.Own is null)
            return First(news, finding, known with { Track = track }, settings);
        // The incident shows a later finding of the same trouble: this picture is history.
        if (known.Own.FindingId != finding.FindingId)
            return new Decided([], track);
        return new Decided([StillGoesOn(news, known.Own, track, settings) ? Reopened(known.Own.Id, news, finding) : Grew(known.Own.Id, news, finding)], track);
    }

    private static Decided First(FindingEvent news, Finding finding, Known known, IncidentSettings settings)
    {
        var track = known.Track!; // The caller has just made it.
        // An early end, or an absorbed part that named it, has fixed the identity: it does not join another incident.
        var twin = track.IncidentId is null && track.Ended is null ? known.Twin : null;
        if (twin is not null && twin.Lasts())
            return new Decided([Grew(twin.Id, news, finding)], track with { IncidentId = twin.Id });
        if (twin is { State: IncidentState.Resolved, ResolvedAt: { } ended } && (finding.OpenedAt - ended).Duration() <= settings.SameWithin(twin))
            return new Decided([Reopened(twin.Id, news, finding)], track with { IncidentId = twin.Id });
        track = track with { IncidentId = track.IncidentId ?? IncidentId.Of(finding.Organisation, finding.FindingId) };
        var opened = new IncidentOpened { IncidentId = track.IncidentId, At = news.At, Finding = finding };
        if (track.Ended is null)
            return new Decided([opened], track);
        var (end, reserved) = Ending(track.Ended, track.IncidentId, known.Absorber);
        return new Decided(end is null ? [opened] : [opened, end], track, reserved);
    }

    private static Decided End(FindingClosed closed, Known known)
    {
        var track = known.Track ?? new FindingTrack { FindingId = closed.FindingId };
        if (track.Ended is not null)
            return new Decided([], track);
        track = track with { Ended = closed };
        if (known.Own is null || !known.Own.Lasts() || known.Own.FindingId != closed.FindingId)
            return new Decided([], track);
        var (end, reserved) = Ending(closed, known.Own.Id, known.Absorber);
        return new Decided(end is null ? [] : [end], track, reserved);
    }

    private static (IncidentEvent? End, FindingTrack? Reserved) Ending(FindingClosed closed, string incidentId, FindingTrack? absorber)
    {
        if (closed is not { End: FindingEnd.Absorbed, AbsorbedBy: { } by })
            return (new IncidentResolved { IncidentId = incidentId, At = closed.At, By = Incident.Detection, Note = Note(closed.End) }, null);
        var into = absorber?.IncidentId ?? IncidentId.Of(closed.Organisation, by);
        var reserved = absorber?.IncidentId is null ? (absorber ?? new FindingTrack { FindingId = by }) with { IncidentId = into } : null;
        // The absorber may have joined this very incident: then it simply goes on.
        return (into == incidentId ? null : new IncidentMerged { IncidentId = incidentId, At = closed.At, Into = into }, reserved);
    }

    /// <summary>A person said that it was over, detection has not, and news come long after.</summary>
    private static bool StillGoesOn(FindingEvent news, Incident own, FindingTrack track, IncidentSettings settings) =>
        own.State == IncidentState.Resolved && track.Ended is null && news.At > own.ResolvedAt + settings.ResolveGrace;

    private static IncidentGrew Grew(string incidentId, FindingEvent news, Finding finding) =>
        new() { IncidentId = incidentId, At = news.At, Finding = finding };

    private static IncidentReopened Reopened(string incidentId, FindingEvent news, Finding finding) =>
        new() { IncidentId = incidentId, At = news.At, Finding = finding };

    private static string Note(FindingEnd end) => end == FindingEnd.Withdrawn ? Incident.Withdrawn : Incident.Recovered;
}
