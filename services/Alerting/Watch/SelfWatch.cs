using FleetWatch.Alerting.Channels;
using FleetWatch.Alerting.Channels.Http;
using FleetWatch.Alerting.Deliveries;
using FleetWatch.Incidents;
using Microsoft.Extensions.Options;

namespace FleetWatch.Alerting.Watch;

/// <summary>
/// Looks around, tells what is wrong, and calls the outside while nothing is. Its own pages do not go through the database: that may be what is
/// wrong. What could not be told is told at the next look.
/// </summary>
internal sealed partial class SelfWatch(Lookout lookout, WatchTurn turn, IEnumerable<IChannel> channels, Outbound http, IOptions<WatchSettings> settings,
    IOptions<DeliverySettings> delivery, TimeProvider clock, ILogger<SelfWatch> logger) : BackgroundService
{
    private readonly WatchOutbox untold = new(settings.Value.Every * 2);
    private WatchState state = WatchState.Empty;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Value.Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = clock.GetUtcNow();
            var complaints = await lookout.Look(now, stoppingToken);
            (state, var news) = state.Look(complaints, now, settings.Value);
            foreach (var one in news)
            {
                LogNews(one.Trouble.Worst.Kind, one.Trouble.Worst.Of, one.Trouble.Worst.Value, one.Over ? "over" : "begun");
                untold.Add(one, now);
            }
            if (await turn.IsMine(stoppingToken))
                await Tell(now, stoppingToken);
            else
                untold.LeaveToAnother(now);
            if (complaints.Count == 0 && settings.Value.HeartbeatUrl is { } url)
                await Beat(url, stoppingToken);
        }
    }

    private async Task Tell(DateTimeOffset now, CancellationToken ct)
    {
        if (settings.Value.Recipient is not { } to || channels.FirstOrDefault(known => known.Name == to.Channel) is not { } channel)
        {
            untold.Clear();
            return;
        }
        while (untold.Next is { } news && await Send(channel, news, to, now, ct) is not RetryLater)
            untold.Told();
    }

    private async Task<HandOver> Send(IChannel channel, WatchNews news, Recipient to, DateTimeOffset now, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(delivery.Value.Timeout);
        HandOver answer;
        try
        {
            answer = await channel.Send(WatchMessage.Of(news, to, now), to, deadline.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            answer = new RetryLater("No answer in time.");
        }
        if (answer is not Delivered)
            LogUntold(to.Channel, (answer as RetryLater)?.Error ?? ((Refused)answer).Error);
        return answer;
    }

    private async Task Beat(string url, CancellationToken ct)
    {
        if (await http.Send(new HttpRequestMessage(HttpMethod.Get, url), answer => answer.Judge(), ct) is not Delivered and var failed)
            LogUntold("heartbeat", (failed as RetryLater)?.Error ?? ((Refused)failed).Error);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "FleetWatch itself: {Kind} of {Of} ({Value}) has {What}")]
    private partial void LogNews(ComplaintKind kind, string of, long value, string what);

    [LoggerMessage(Level = LogLevel.Error, Message = "What is wrong with FleetWatch could not be told by {Channel}: {Error}")]
    private partial void LogUntold(string channel, string error);
}

internal static class WatchRegistration
{
    public static IServiceCollection AddWatch(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WatchSettings>().Bind(configuration.GetSection(WatchSettings.Section)).ValidateDataAnnotations()
            .Validate<IEnumerable<IChannel>>((settings, channels) => settings.Recipient is not { } to
                || channels.Any(channel => channel.Name == to.Channel && channel.Refuse(to.Address) is null),
                $"{WatchSettings.Section}:{nameof(WatchSettings.Recipient)}: its channel is not known, or does not take its address.")
            .ValidateOnStart();
        return services.AddOutbound(configuration).AddSingleton<ReportBook>().AddSingleton<Lookout>().AddSingleton<WatchTurn>().AddHostedService<SelfWatch>();
    }
}
