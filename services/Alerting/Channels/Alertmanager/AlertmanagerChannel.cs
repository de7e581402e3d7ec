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
        var alerts = message.Pages.Select(page => Labels(message, page)).ToList();
        var common = alerts.Aggregate((one, other) => one.Intersect(other).ToDictionary());
        return new
        {
            version = "4",
            groupKey = $"{{}}:{{incident=\"{message.Thread}\"}}",
            truncatedAlerts = 0,
            status = message.Over ? "resolved" : "firing",
            receiver = to.Address,
            groupLabels = message.Pages.Count == 1 ? new Dictionary<string, string> { ["incident"] = message.Thread } : [],
            commonLabels = common,
            commonAnnotations = message.Pages.Count == 1 ? Annotations(message, message.Pages[0]) : [],
            externalURL = message.Content.Link ?? "",
            alerts = message.Pages.Zip(alerts, (page, labels) => Alert(message, page, labels)),
        };
    }

    private static object Alert(Message message, PageOf page, Dictionary<string, string> labels) => new
    {
        status = page.Over ? "resolved" : "firing",
        labels,
        annotations = Annotations(message, page),
        startsAt = Time(page.Incident.StartedAt),
        endsAt = page.Over ? Time(page.Incident.ResolvedAt ?? message.At) : NotYet,
        generatorURL = message.Content.Link ?? "",
        fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{message.Organisation}/{page.Incident.Id}")).AsSpan(0, 8)),
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

    private static Dictionary<string, string> Annotations(Message message, PageOf page) => message.Pages.Count == 1
        ? new() { ["summary"] = page.Subject, ["description"] = message.Text }
        : new() { ["summary"] = page.Subject };

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
