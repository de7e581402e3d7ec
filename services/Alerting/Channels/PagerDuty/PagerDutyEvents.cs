using System.Globalization;
using FleetWatch.Alerting.Pages;
using FleetWatch.Contracts;

namespace FleetWatch.Alerting.Channels.PagerDuty;

/// <summary>A message as events of PagerDuty: trigger, acknowledge and resolve, under the incident's key.</summary>
internal static class PagerDutyEvents
{
    private const int LongestSummary = 1024;

    public static IReadOnlyList<object> Of(Message message, string routingKey) => message.Pages.Count == 0
        ? [Own(message, routingKey)]
        : [.. message.Pages.Select(page => page.Over || page.Kind == PageKind.Acknowledged
            ? new { routing_key = routingKey, event_action = page.Over ? "resolve" : "acknowledge", dedup_key = Key(message, page.Incident.Id) }
            : Trigger(message, routingKey, Key(message, page.Incident.Id), Payload(message, page)))];

    /// <summary>About FleetWatch itself.</summary>
    private static object Own(Message message, string routingKey) => message.Over
        ? new { routing_key = routingKey, event_action = "resolve", dedup_key = Key(message, message.Thread) }
        : Trigger(message, routingKey, Key(message, message.Thread), new
        {
            summary = Cut(message.Content.Short),
            source = message.Organisation,
            severity = Severity(message.Severity),
            timestamp = Time(message.Since),
            custom_details = Details(message.Content),
        });

    private static object Trigger(Message message, string routingKey, string key, object payload) => new
    {
        routing_key = routingKey,
        event_action = "trigger",
        dedup_key = key,
        client = "FleetWatch",
        links = message.Content.Actions.Select(action => new { href = action.Url, text = action.Label }),
        payload,
    };

    private static object Payload(Message message, PageOf page) => new
    {
        summary = Cut(message.Pages.Count == 1 ? message.Content.Short : page.Subject),
        source = $"{message.Organisation}/{Place(page)}",
        severity = Severity(page.Incident.Severity),
        timestamp = Time(page.Incident.StartedAt),
        component = Place(page),
        group = message.Organisation,
        @class = page.Incident.Cause,
        custom_details = message.Pages.Count == 1 ? Details(message.Content) : null,
    };

    /// <summary>An object, whose members PagerDuty shows as a table.</summary>
    private static Dictionary<string, string> Details(PageContent page)
    {
        var details = new Dictionary<string, string> { [page.Headline] = page.Summary };
        foreach (var section in page.Sections)
            details[section.Title] = string.Join('\n', section.Items());
        return details;
    }

    private static string Key(Message message, string id) => $"{message.Organisation}/{id}";

    /// <summary>A card is never named, not even by its token.</summary>
    private static string Place(PageOf page) => page.Incident.Scope.Kind == ScopeKind.Card ? "card" : page.Incident.Scope.Key;

    private static string Cut(string text) => PageCut.Text(text, LongestSummary, text => text.Length);

    private static string Time(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    private static string Severity(Severity severity) => severity switch
    {
        Contracts.Severity.Critical => "critical",
        Contracts.Severity.Major => "error",
        Contracts.Severity.Minor => "warning",
        _ => "info",
    };
}
