using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FleetWatch.Simulator.Console;

namespace FleetWatch.Simulator.Alerting;

/// <summary>Reads and replaces an organisation's configuration at Alerting, and reads what its ratings suggest.</summary>
internal sealed class ConfigurationClient : IDisposable
{
    private const string Path = "/v1/configuration";

    private readonly HttpClient _http;

    /// <param name="alerting">Its address.</param>
    /// <param name="key">An API key.</param>
    /// <param name="handler">Null: the network.</param>
    public ConfigurationClient(Uri alerting, string key, HttpMessageHandler? handler = null)
    {
        _http = new HttpClient(handler ?? new SocketsHttpHandler()) { BaseAddress = alerting };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (CultureInfo.CurrentUICulture.Name is { Length: > 0 } language)
            _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
    }

    /// <returns>The file with its ETag; empty where there is none.</returns>
    public async Task<(string Yaml, EntityTagHeaderValue? Tag)> Read(CancellationToken ct)
    {
        using var answer = await Send(new HttpRequestMessage(HttpMethod.Get, Path), ct);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return ("", null);
        await Check(answer, ct);
        return (await answer.Content.ReadAsStringAsync(ct), answer.Headers.ETag);
    }

    /// <param name="yaml">The whole file.</param>
    /// <param name="tag">Of the one that it replaces; null: there was none.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>Its version.</returns>
    public async Task<int> Replace(string yaml, EntityTagHeaderValue? tag, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Path) { Content = new StringContent(yaml, Encoding.UTF8, "application/yaml") };
        request.Headers.IfMatch.Add(tag ?? new EntityTagHeaderValue("\"0\""));
        using var answer = await Send(request, ct);
        if (answer.StatusCode == HttpStatusCode.PreconditionFailed)
            throw new UnusableInputException(Texts.Of("alerting-changed-meanwhile"));
        await Check(answer, ct);
        return (int?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(ct))?["version"] ?? 0;
    }

    /// <param name="days">How far back.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>How many incidents were rated, and each suggestion in words with its line of the settings, where there is one.</returns>
    public async Task<(int Rated, IReadOnlyList<(string Text, string? Setting)> Advice)> Advice(int days, CancellationToken ct)
    {
        using var answer = await Send(new HttpRequestMessage(HttpMethod.Get, $"/v1/ratings/advice?days={days.ToString(CultureInfo.InvariantCulture)}"), ct);
        await Check(answer, ct);
        var read = JsonNode.Parse(await answer.Content.ReadAsStringAsync(ct));
        return ((int?)read?["rated"] ?? 0, [.. (read?["advice"]?.AsArray() ?? []).Select(one => ((string?)one?["text"] ?? "", (string?)one?["setting"]))]);
    }

    private async Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            return await _http.SendAsync(request, ct);
        }
        catch (HttpRequestException e)
        {
            throw new IOException(Texts.Of("alerting-unreachable", e.Message), e);
        }
    }

    private static async Task Check(HttpResponseMessage answer, CancellationToken ct)
    {
        if (!answer.IsSuccessStatusCode)
            throw new UnusableInputException(Texts.Of("alerting-refused", (int)answer.StatusCode, await answer.Content.ReadAsStringAsync(ct)));
    }

    public void Dispose() => _http.Dispose();
}
