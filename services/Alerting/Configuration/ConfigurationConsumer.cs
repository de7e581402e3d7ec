using FleetWatch.Alerting.Desk;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;
using MassTransit;

namespace FleetWatch.Alerting.Configuration;

/// <summary>The file, for those who ask for it over the bus.</summary>
internal sealed class ConfigurationConsumer(ConfigurationDesk desk) : IConsumer<ReadConfiguration>, IConsumer<CheckConfiguration>, IConsumer<PutConfiguration>, IConsumer<AddOverride>
{
    public async Task Consume(ConsumeContext<ReadConfiguration> context) =>
        await context.RespondAsync(await desk.Read(context.OrganisationOf(context.Message.Organisation), context.CancellationToken));

    public async Task Consume(ConsumeContext<CheckConfiguration> context) =>
        await context.RespondAsync(await desk.Check(context.OrganisationOf(context.Message.Organisation), context.Message.Yaml, context.CancellationToken));

    public async Task Consume(ConsumeContext<PutConfiguration> context)
    {
        var asked = context.Message;
        await context.RespondAsync(Asker.Refuse(asked.By) is { } wrong
            ? new ConfigurationJudged { Ruling = Ruling.Refused(wrong), Version = 0 }
            : await desk.Put(context.OrganisationOf(asked.Organisation), asked.By, asked.Seen, asked.Yaml, context.CancellationToken));
    }

    public async Task Consume(ConsumeContext<AddOverride> context)
    {
        var asked = context.Message;
        await context.RespondAsync(Asker.Refuse(asked.By) is { } wrong
            ? new ConfigurationJudged { Ruling = Ruling.Refused(wrong), Version = 0 }
            : await desk.StandIn(context.OrganisationOf(asked.Organisation), asked, context.CancellationToken));
    }
}
