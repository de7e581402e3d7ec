using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;
using MassTransit;

namespace FleetWatch.Analysis.Replays;

/// <summary>Replays, for those who ask for them over the bus.</summary>
internal sealed class ReplayConsumer(ReplayDesk replays) : IConsumer<ReadReplay>, IConsumer<StartReplay>, IConsumer<CancelReplay>
{
    /// <summary>Replays are in one instance's memory, so one instance answers all requests about them until it dies.</summary>
    public const string Queue = "analysis.replays";

    public Task Consume(ConsumeContext<ReadReplay> context) => context.RespondAsync(replays.Read(context.OrganisationOf(context.Message.Organisation)));

    public Task Consume(ConsumeContext<StartReplay> context)
    {
        context.OrganisationOf(context.Message.Organisation);
        return context.RespondAsync(new ReplayJudged(replays.Start(context.Message)));
    }

    public Task Consume(ConsumeContext<CancelReplay> context)
    {
        context.OrganisationOf(context.Message.Organisation);
        return context.RespondAsync(new ReplayJudged(replays.Cancel(context.Message)));
    }
}
