using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FleetWatch.Incidents;
using FleetWatch.Simulator.Console;

namespace FleetWatch.Simulator.Demo;

/// <summary>Reads incidents from Alerting, as anybody could.</summary>
internal sealed class IncidentDesk : IDisposable
{
    private readonly HttpClient _http;

    public IncidentDesk(Uri alerting, string key, HttpMessageHandler? handler = null)
    {
        _http = new HttpClient(handler ?? new SocketsHttpHandler()) { BaseAddress = alerting, Timeout = TimeSpan.FromSeconds(10) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>The latest incidents, the oldest first. Null: Alerting cannot be reached just now.</summary>
    /// <exception cref="UnusableInputException">The key is no good.</exception>
    public async Task<IReadOnlyList<Incident>?> ReadAsync(CancellationToken ct)
    {
        try
        {
            var page = await _http.GetFromJsonAsync<IncidentPage>(new Uri("/v1/incidents?limit=100", UriKind.Relative), JsonSerializerOptions.Web, ct);
            return page is null ? null : [.. page.Incidents.OrderBy(one => one.OpenedAt)];
        }
        catch (HttpRequestException refused) when (refused.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw new UnusableInputException(Texts.Of("demo-key-refused", _http.BaseAddress));
        }
        catch (Exception away) when (away is HttpRequestException || away is TaskCanceledException && !ct.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private sealed record IncidentPage(IReadOnlyList<Incident> Incidents);
}
