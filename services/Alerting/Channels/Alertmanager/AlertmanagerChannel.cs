using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using FleetWatch.Alerting.Channels.Http;
using FleetWatch.Alerting.Pages;
using FleetWatch.Contracts;
using FleetWatch.Incidents;

namespace FleetWatch.Alerting.Channels.Alertmanager;

/// <summary>
/// The webhook that Prometheus Alertmanager posts, version 4, for receivers that understand it; the secret is a bearer token
/// (prometheus.io/docs/alerting/latest/configuration, webhook_config).
/// </summary>
internal sealed class AlertmanagerChannel(Destinations destinations, Outbound http) : IChannel
{
    /// <summary>How Alertmanager writes the end of what lasts: Go's zero time.</summary>
    private const string NotYet = "0001-01-01T00:00:00Z";

    public string Name => "alertmanager";

    public string? Refuse(string address) => destinations.Refuse(address, http);

    public Task<HandOver> Send(Message message, Recipient to, CancellationToken ct)
    {
        if (destinations.Find(to.Address) is not { Url: { } url } destination)
            return Task.FromResult<HandOver>(new Refused("The destination is configured no more."));
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = JsonBody.Of(Body(message, to)) };
        if (destination.Secret is { Length: > 0 } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http.Send(request, answer => answer.Judge(), ct);
    }

    private static object Body(Message message, Recipient to)
    {
        var labels = message.Pages.Count == 0 ? [Labels(message)] : message.Pages.Select(page => Labels(message, page)).ToList();
        var common = labels.Aggregate((one, other) => one.Intersect(other).ToDictionary());
        return new
        {
            version = "4",
            groupKey = $"{{}}:{{incident=\"{message.Thread}\"}}",
            truncatedAlerts = 0,
            status = message.Over ? "resolved" : "firing",
            receiver = to.Address,
            groupLabels = message.Pages.Count < 2 ? new Dictionary<string, string> { ["incident"] = message.Thread } : [],
            commonLabels = common,
            commonAnnotations = message.Pages.Count < 2 ? Annotations(message, message.Subject) : [],
            externalURL = message.Content.Link ?? "",
            alerts = labels.Select((of, n) => Alert(message, message.Pages.ElementAtOrDefault(n), of)),
        };
    }

    /// <param name="message">What is told.</param>
    /// <param name="page">Null: it is about FleetWatch itself, which is no incident.</param>
    /// <param name="labels">Of the alert.</param>
    private static object Alert(Message message, PageOf? page, Dictionary<string, string> labels) => new
    {
        status = page?.Over ?? message.Over ? "resolved" : "firing",
        labels,
        annotations = Annotations(message, page?.Subject ?? message.Subject),
        startsAt = Time(page?.Incident.StartedAt ?? message.Since),
        endsAt = page?.Over ?? message.Over ? Time(page?.Incident.ResolvedAt ?? message.At) : NotYet,
        generatorURL = message.Content.Link ?? "",
        fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{message.Organisation}/{page?.Incident.Id ?? message.Thread}")).AsSpan(0, 8)),
    };

    private static Dictionary<string, string> Labels(Message message) => new()
    {
        ["alertname"] = "fleetwatch-itself",
        ["severity"] = message.Severity.ToString().ToLowerInvariant(),
        ["organisation"] = message.Organisation,
        ["incident"] = message.Thread,
    };

    private static Dictionary<string, string> Labels(Message message, PageOf page) => new()
    {
        ["alertname"] = page.Incident.Cause,
        ["severity"] = page.Incident.Severity.ToString().ToLowerInvariant(),
        ["organisation"] = message.Organisation,
        ["incident"] = page.Incident.Id,
        ["scope"] = page.Incident.Scope.Kind.ToString(),
        // A card is never named, not even by its token.
        ["place"] = page.Incident.Scope.Kind == ScopeKind.Card ? "" : page.Incident.Scope.Key,
    };

    private static Dictionary<string, string> Annotations(Message message, string subject) => message.Pages.Count < 2
        ? new() { ["summary"] = subject, ["description"] = message.Text }
        : new() { ["summary"] = subject };

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
