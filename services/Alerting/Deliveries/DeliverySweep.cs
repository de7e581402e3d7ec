using System.Diagnostics;
using FleetWatch.Alerting.Channels;
using FleetWatch.Alerting.Links;
using FleetWatch.Alerting.Pages;
using FleetWatch.Alerting.Store;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using FleetWatch.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace FleetWatch.Alerting.Deliveries;

/// <summary>Hands over what is due: a few workers, each taking one message at a time.</summary>
internal sealed partial class DeliverySweep(DeliveryQueue queue, DeliverySignal signal, IEnumerable<IChannel> channels, MessageWriter writer,
    IOptions<IncidentSettings> incidents, LinkWriter links, IOptions<DeliverySettings> settings, TimeProvider clock, AlertingMetrics metrics,
    ILogger<DeliverySweep> logger) : BackgroundService
{
    private static readonly ActivitySource Source = new(Telemetry.SourceName);

    private readonly GroupCommit<Answered> records = new(message => message.Pages[0].Organisation, queue.Record, clock, logger);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var recording = records.Run(CancellationToken.None);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, settings.Value.AtOnce).Select(_ => Work(stoppingToken)));
        }
        finally
        {
            records.Complete();
            await recording;
        }
    }

    private async Task Work(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (await Next(ct))
                    continue;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database is away: what is due stays due.
                LogRoundFailed(e);
            }
            await signal.Wait(settings.Value.PollEvery, ct);
        }
    }

    /// <returns>Whether anything was due.</returns>
    private async Task<bool> Next(CancellationToken ct)
    {
        var message = await queue.Take(clock.GetUtcNow(), ct);
        if (message.Count == 0)
            return false;
        // There may be more: the next worker looks while this one talks.
        signal.Wake();
        var first = message[0];
        ActivityContext.TryParse(first.Trace, null, out var decision);
        using var activity = Source.StartActivity($"page {first.Channel}", ActivityKind.Producer, decision);
        activity?.SetTag("fleetwatch.page", first.Digest ?? first.Id);
        var to = first.To ?? incidents.Value.Known(first.FirstChannel ?? first.Channel, first.FirstRecipient ?? first.Recipient);
        var answer = first.OnlyIfOpen && !await queue.IsOpen(first, ct) ? null : await HandOver(message, to, ct);
        activity?.SetTag("fleetwatch.outcome", answer?.GetType().Name ?? "not-needed");
        var next = to.Fallbacks.ElementAtOrDefault(first.Way);
        var outcomes = message.Select(page => answer is null ? DeliveryOutcome.NotNeeded
            : DeliveryOutcome.Of(page, answer, next, clock.GetUtcNow(), settings.Value)).ToList();
        // Also while stopping, and for as long as PostgreSQL is away: what was handed over is not to be sent again.
        await records.Take(new Answered(message, outcomes), CancellationToken.None);
        foreach (var outcome in outcomes[0].Events)
            Tell(message, outcome);
        return true;
    }

    private async Task<HandOver> HandOver(IReadOnlyList<Delivery> message, Recipient to, CancellationToken ct)
    {
        var first = message[0];
        if (channels.FirstOrDefault(channel => channel.Name == first.Channel) is not { } channel)
            return new Refused($"There is no channel {first.Channel}.");
        to = to with { Channel = first.Channel, Address = first.Recipient };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(settings.Value.Timeout);
        try
        {
            var written = writer.Write(message, to, await links.For(first, deadline.Token));
            return await channel.Send(written, to, deadline.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new RetryLater($"No answer within {settings.Value.Timeout.TotalSeconds:0} s.");
        }
    }

    private void Tell(IReadOnlyList<Delivery> message, IncidentEvent outcome)
    {
        var first = message[0];
        switch (outcome)
        {
            case PageSent sent:
                metrics.HandedOver("sent", first.Channel, message.Count);
                if (first.Kind is not (PageKind.Resolved or PageKind.Merged) && first.Digest is null)
                    metrics.Took(sent.At - first.NewsAt, first.Channel);
                LogSent(first.Digest ?? first.Id, message.Count, first.Channel, sent.Attempt);
                break;
            case PageAttemptFailed failed:
                metrics.Retried(first.Channel);
                LogFailed(first.Digest ?? first.Id, first.Channel, failed.Attempt, failed.Error, failed.RetryAt);
                break;
            case PageFellBack other:
                metrics.HandedOver("fell-back", first.Channel, message.Count);
                LogFellBack(first.Digest ?? first.Id, first.Channel, other.Channel, other.Error ?? "nobody has acknowledged");
                break;
            case PageGivenUp givenUp:
                metrics.HandedOver("given-up", first.Channel, message.Count);
                LogGivenUp(first.Digest ?? first.Id, first.Channel, givenUp.Attempts, givenUp.Error);
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What is due could not be looked up or recorded; it stays due")]
    private partial void LogRoundFailed(Exception e);

    [LoggerMessage(Level = LogLevel.Information, Message = "Handed over {Page} ({Count} pages) by {Channel} at attempt {Attempt}")]
    private partial void LogSent(string page, int count, string channel, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Page {Page} by {Channel} failed at attempt {Attempt}: {Error}; again at {RetryAt:O}")]
    private partial void LogFailed(string page, string channel, int attempt, string error, DateTimeOffset retryAt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Page {Page} goes by {Next}, not {Channel}: {Error}")]
    private partial void LogFellBack(string page, string channel, string next, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Page {Page} by {Channel} was given up after {Attempts} attempts: {Error}")]
    private partial void LogGivenUp(string page, string channel, int attempts, string error);
}
