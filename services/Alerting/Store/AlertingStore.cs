using FleetWatch.Alerting.Configuration;
using FleetWatch.Alerting.Deliveries;
using FleetWatch.Alerting.Desk;
using FleetWatch.Alerting.Links;
using FleetWatch.Alerting.Rota;
using FleetWatch.Alerting.Silences;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using FleetWatch.ServiceDefaults;
using FleetWatch.ServiceDefaults.Access;

namespace FleetWatch.Alerting.Store;

/// <summary>What Alerting keeps: the incidents' streams and their folds, the findings' tracks, loads of recipients, deliveries.</summary>
internal static class AlertingStore
{
    public const string Schema = "alerting";

    private static readonly Type[] Events =
    [
        typeof(IncidentOpened), typeof(IncidentGrew), typeof(IncidentReopened), typeof(IncidentMerged), typeof(IncidentAcknowledged),
        typeof(IncidentResolved), typeof(IncidentAssigned), typeof(IncidentCommented), typeof(IncidentSnoozed), typeof(IncidentSnoozeEnded),
        typeof(IncidentReopenedByHand), typeof(IncidentRated), typeof(EscalationStarted), typeof(IncidentEscalated), typeof(EscalationHeld), typeof(EscalationFreed),
        typeof(PageDecided), typeof(PageSent), typeof(PageAttemptFailed), typeof(PageGivenUp), typeof(PageFellBack),
        typeof(PageResent),
    ];

    public static IHostApplicationBuilder AddAlertingStore(this IHostApplicationBuilder builder)
    {
        builder.AddFleetStore(Schema, options =>
        {
            options.UseApiKeys();
            options.Events.AddEventTypes(Events);
            options.Schema.For<Incident>()
                .Duplicate(incident => incident.Cause)
                .Duplicate(incident => incident.Scope.Key)
                .Duplicate(incident => incident.OpenedAt)
                .Duplicate(incident => incident.DueAt!, configure: index => index.Name = "incident_due")
                .Index(incident => new { incident.Cause, incident.Scope.Key });
            options.Schema.For<FindingTrack>().Identity(track => track.FindingId);
            options.Schema.For<RecipientLoad>().Identity(load => load.Id);
            options.Events.AddEventTypes([typeof(ConfigurationChanged), typeof(SilenceChanged)]);
            options.Schema.For<StoredConfiguration>().Identity(stored => stored.Id);
            options.Schema.For<Silence>().Identity(silence => silence.Id).Duplicate(silence => silence.EndsAt!, configure: index => index.Name = "silence_end");
            options.Schema.For<CalendarToken>().Identity(token => token.Id).SingleTenanted();
            options.Schema.For<LinkKey>().SingleTenanted();
            options.Schema.For<UsedLink>();
            options.Schema.For<DoneRequest>();
            options.Schema.For<Delivery>()
                .Duplicate(delivery => delivery.DueAt!, configure: index => index.Name = "due")
                .Duplicate(delivery => delivery.Digest!);
        }).AddRelay(new RelayOptions { Announced = Events });
        builder.Services.AddSingleton<IncidentTransactions>();
        return builder;
    }
}
