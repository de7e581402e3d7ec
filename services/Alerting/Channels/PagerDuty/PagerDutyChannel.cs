using System.Globalization;
using FleetWatch.Alerting.Channels.Http;
using FleetWatch.Alerting.Pages;
using FleetWatch.Contracts;
using FleetWatch.Incidents;

namespace FleetWatch.Alerting.Channels.PagerDuty;

/// <summary>
/// PagerDuty's Events API v2: one event for each page, all events of one incident under its deduplication key. It answers 202; 400 for an
/// event that it does not understand, 429 when there were too many (developer.pagerduty.com, "Send an alert event").
/// </summary>
internal sealed class PagerDutyChannel(Destinations destinations, Outbound http) : IChannel
{
    private const string UsualUrl = "https://events.pagerduty.com/v2/enqueue";
    private const int LongestSummary = 1024;

    public string Name => "pagerduty";

    public string? Refuse(string address) => destinations.Refuse(address, http, needsSecret: true, UsualUrl);

    /// <summary>A digest is many events; where one is put off all are tried again, which their keys make harmless.</summary>
    public async Task<HandOver> Send(Message message, Recipient to, CancellationToken ct)
    {
        if (destinations.Find(to.Address) is not { Secret: { } routingKey } destination)
            return new Refused("The destination is configured no more.");
        foreach (var page in message.Pages)
        {
            var answer = await http.Post(destination.Url ?? UsualUrl, JsonBody.Of(Event(message, page, routingKey)), answer => answer.Judge(), ct);
            if (answer is not Delivered)
                return answer;
        }
        return new Delivered();
    }

    private static object Event(Message message, PageOf page, string routingKey) => page.Over || page.Kind == PageKind.Acknowledged
        ? new { routing_key = routingKey, event_action = page.Over ? "resolve" : "acknowledge", dedup_key = Key(message, page) }
        : new
        {
            routing_key = routingKey,
            event_action = "trigger",
            dedup_key = Key(message, page),
            client = "FleetWatch",
            links = message.Content.Actions.Select(action => new { href = action.Url, text = action.Label }),
            payload = Payload(message, page),
        };

    private static object Payload(Message message, PageOf page) => new
    {
        summary = PageCut.Text(message.Pages.Count == 1 ? message.Content.Short : page.Subject, LongestSummary, text => text.Length),
        source = $"{message.Organisation}/{Place(page)}",
        severity = Severity(page.Incident.Severity),
        timestamp = page.Incident.StartedAt.ToString("O", CultureInfo.InvariantCulture),
        component = Place(page),
        group = message.Organisation,
        @class = page.Incident.Cause,
        custom_details = message.Pages.Count == 1 ? message.Text : null,
    };

    private static string Key(Message message, PageOf page) => $"{message.Organisation}/{page.Incident.Id}";

    /// <summary>A card is never named, not even by its token.</summary>
    private static string Place(PageOf page) => page.Incident.Scope.Kind == ScopeKind.Card ? "card" : page.Incident.Scope.Key;

    private static string Severity(Severity severity) => severity switch
    {
        Contracts.Severity.Critical => "critical",
        Contracts.Severity.Major => "error",
        Contracts.Severity.Minor => "warning",
        _ => "info",
    };
}
