using FleetWatch.Alerting.Configuration;
using FleetWatch.Alerting.Desk;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using Marten;

namespace FleetWatch.Alerting.Routes;

/// <summary>Finds what a dry run needs, and has it played.</summary>
internal sealed class RouteTrials(Configurations configurations, IDocumentStore store, TimeProvider clock)
{
    public async Task<RoutesTried> Run(TryRoutes asked, string organisation, CancellationToken ct)
    {
        await using var session = store.QuerySession(organisation);
        var now = asked.At ?? clock.GetUtcNow();
        var finding = asked.Finding;
        if (asked.IncidentId is { } id)
        {
            if (await session.LoadAsync<Incident>(id, ct) is not { } incident)
                return new RoutesTried { Ruling = new Ruling(Outcome.Missing, Spoken.Of("no-incident")) };
            finding = Of(incident);
        }
        if (finding is null)
            return new RoutesTried { Ruling = Ruling.Refused(new FieldError("finding", Spoken.Of("finding-needed"))) };
        IncidentSettings settings;
        if (asked.Configuration is null)
            settings = await configurations.Of(session, now, ct);
        else if (configurations.Check(asked.Configuration) is var (proposed, errors) && proposed is not null)
            settings = await configurations.Proposed(proposed, session, now, ct);
        else
            return new RoutesTried { Ruling = Ruling.Refused([.. errors.Select(error => new FieldError(error.Field, error.Reason, error.Line, error.Column))]) };
        return new RoutesTried { Ruling = Ruling.Done, Trial = DryRun.Play(finding with { Organisation = organisation, OpenedAt = now }, settings, now) };
    }

    private static Finding Of(Incident incident) => new()
    {
        FindingId = incident.FindingId,
        Organisation = incident.Organisation,
        Cause = incident.Cause,
        Scope = incident.Scope,
        StartedAt = incident.StartedAt,
        OpenedAt = incident.OpenedAt,
        Severity = incident.Severity,
        Page = incident.Page,
        Notify = incident.Notify,
        Confidence = incident.Confidence,
        Evidence = incident.Evidence,
        RunnerUp = incident.RunnerUp,
        AffectedTerminals = incident.AffectedTerminals,
        AffectedTerminalCount = incident.AffectedTerminalCount,
        Place = incident.Place,
    };
}
