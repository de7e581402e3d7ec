using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;
using MassTransit;

namespace FleetWatch.Analysis.Replays;

/// <summary>Replays, for those who ask for them over the bus.</summary>
internal sealed class ReplayConsumer(ReplayDesk replays) : IConsumer<ReadReplay>, IConsumer<StartReplay>, IConsumer<CancelReplay>
{
    /// <summary>How far a replay is, one instance's memory knows: one instance answers all requests about them until it dies.</summary>
    public const string Queue = "analysis.replays";

    public async Task Consume(ConsumeContext<ReadReplay> context) =>
        await context.RespondAsync(await replays.Read(context.OrganisationOf(context.Message.Organisation), context.CancellationToken));

    public async Task Consume(ConsumeContext<StartReplay> context)
    {
        context.OrganisationOf(context.Message.Organisation);
        await context.RespondAsync(new ReplayJudged(await replays.Start(context.Message, context.CancellationToken)));
    }

    public async Task Consume(ConsumeContext<CancelReplay> context)
    {
        context.OrganisationOf(context.Message.Organisation);
        await context.RespondAsync(new ReplayJudged(await replays.Cancel(context.Message, context.CancellationToken)));
    }
}
