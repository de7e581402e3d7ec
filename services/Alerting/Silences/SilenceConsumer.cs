using FleetWatch.Alerting.Desk;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;
using MassTransit;

namespace FleetWatch.Alerting.Silences;

/// <summary>Windows and silences, for those who ask for them over the bus.</summary>
internal sealed class SilenceConsumer(SilenceDesk desk) : IConsumer<ReadWindows>, IConsumer<CreateSilence>, IConsumer<EditSilence>, IConsumer<EndSilence>
{
    public async Task Consume(ConsumeContext<ReadWindows> context) =>
        await context.RespondAsync(new WindowsRead(await desk.List(context.OrganisationOf(context.Message.Organisation), context.CancellationToken)));

    public Task Consume(ConsumeContext<CreateSilence> context) => Answer(context, context.Message.Organisation, context.Message.By, organisation =>
        desk.Create(organisation, context.Message.By, context.Message.Text, $"{organisation}/{context.Message.RequestId}", context.CancellationToken));

    public Task Consume(ConsumeContext<EditSilence> context) => Answer(context, context.Message.Organisation, context.Message.By, organisation =>
        desk.Edit(organisation, context.Message.By, context.Message.SilenceId, context.Message.Seen, context.Message.Text, context.CancellationToken));

    public Task Consume(ConsumeContext<EndSilence> context) => Answer(context, context.Message.Organisation, context.Message.By, organisation =>
        desk.End(organisation, context.Message.By, context.Message.SilenceId, context.CancellationToken));

    private static async Task Answer(ConsumeContext context, string organisation, string by, Func<string, Task<SilenceJudged>> answer) =>
        await context.RespondAsync(Asker.Refuse(by) is { } wrong ? new SilenceJudged { Ruling = Ruling.Refused(wrong) } : await answer(context.OrganisationOf(organisation)));
}
