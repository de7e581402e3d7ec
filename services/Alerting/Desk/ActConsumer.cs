using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;
using MassTransit;

namespace FleetWatch.Alerting.Desk;

/// <summary>What people do to incidents where they do not call this service themselves.</summary>
internal sealed class ActConsumer(IncidentDesk desk) : IConsumer<ActOnIncident>
{
    private const int LongestRequestId = 64;

    public async Task Consume(ConsumeContext<ActOnIncident> context)
    {
        var asked = context.Message;
        await context.RespondAsync(Asker.Refuse(asked.By) is { } wrong ? new IncidentActed { Ruling = Ruling.Refused(wrong) }
            : asked.RequestId.Length is 0 or > LongestRequestId ? new IncidentActed { Ruling = Ruling.Refused(new FieldError("requestId", Spoken.Of("characters", ("most", LongestRequestId)))) }
            : DeskAnswer.Of(await desk.Act(context.OrganisationOf(asked.Organisation), asked.IncidentId, asked.Seen, asked.By, asked.Act, asked.RequestId, asked.Regions, context.CancellationToken)));
    }
}

/// <summary>On whose behalf a request over the bus is made.</summary>
internal static class Asker
{
    public static FieldError? Refuse(string by) => ActCheck.IsActor(by) ? null : new FieldError("by", Spoken.Of("actor", ("most", 64)));
}
