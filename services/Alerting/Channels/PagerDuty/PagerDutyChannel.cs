using System.Collections.Concurrent;
using FleetWatch.Alerting.Channels.Http;
using FleetWatch.Alerting.Pages;
using FleetWatch.Incidents;

namespace FleetWatch.Alerting.Channels.PagerDuty;

/// <summary>
/// PagerDuty's Events API v2: one event for each page, all events of one incident under its deduplication key. It answers 202; 400 for an
/// event that it does not understand; 429 after some 120 events in a minute of one integration key, to be tried again after 30 seconds
/// (PagerDuty's developer-docs, events-API-v2: "Trigger Events", "Rate Limits").
/// </summary>
internal sealed class PagerDutyChannel(Destinations destinations, Outbound http) : IChannel
{
    private const string UsualUrl = "https://events.pagerduty.com/v2/enqueue";

    /// <summary>Half-sent digests that are remembered at once; beyond that all are sent from their beginning again.</summary>
    private const int Remembered = 1000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, int> taken = [];

    public string Name => "pagerduty";

    public string? Refuse(string address) => destinations.Refuse(address, http, needsSecret: true, UsualUrl);

    /// <summary>
    /// A digest is many events, more than are taken in a minute or sent within one attempt: the next one goes on behind the last that was taken.
    /// After a restart it begins again, which the keys of the events make harmless.
    /// </summary>
    public async Task<HandOver> Send(Message message, Recipient to, CancellationToken ct)
    {
        if (destinations.Find(to.Address) is not { Secret: { } routingKey } destination)
            return new Refused("The destination is configured no more.");
        var events = PagerDutyEvents.Of(message, routingKey);
        var key = $"{to.Address}/{message.Id}";
        for (var n = taken.GetValueOrDefault(key); n < events.Count; n++)
        {
            var answer = await http.Post(destination.Url ?? UsualUrl, JsonBody.Of(events[n]), Judge, ct);
            if (answer is RetryLater)
                return answer;
            if (answer is Refused)
            {
                taken.TryRemove(key, out _);
                return answer;
            }
            Remember(key, n + 1);
        }
        taken.TryRemove(key, out _);
        return new Delivered();
    }

    private void Remember(string key, int count)
    {
        if (taken.Count >= Remembered)
            taken.Clear();
        taken[key] = count;
    }

    private static HandOver Judge(Answer answer) => (answer.Status == 429 ? answer with { After = answer.After ?? Pause } : answer).Judge();
}
