using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using FleetWatch.ServiceDefaults.Access;
using FleetWatch.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace FleetWatch.Integration.Alerting;

/// <summary>A person at an organisation's desk, with a key of their own.</summary>
internal sealed class DeskClient(HttpClient http, string actor) : IDisposable
{
    public static async Task<DeskClient> Open(AlertingHost alerting, string organisation, string actor, string? language = null)
    {
        var token = KeyToken.Create();
        await using var session = alerting.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        session.Store(new ApiKey
        {
            Id = token.Id,
            Organisation = organisation,
            Source = "desk",
            Scopes = [Scopes.Read, Scopes.Incidents],
            SecretHash = token.Hash(),
            CreatedAt = Findings.Noon,
        });
        await session.SaveChangesAsync();
        return new DeskClient(new HttpClient { BaseAddress = alerting.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal()) } }, actor) { Language = language };
    }

    /// <summary>The language that the person reads.</summary>
    public string? Language { get; init; }

    public Task<HttpResponseMessage> Get(string path) => Send(HttpMethod.Get, path, null, null);

    public Task<HttpResponseMessage> Post(string path, object? body = null, string? tag = null) =>
        Send(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body), tag);

    public Task<HttpResponseMessage> Put(string path, string yaml, string? tag) =>
        Send(HttpMethod.Put, path, new StringContent(yaml, Encoding.UTF8, "application/yaml"), tag);

    public Task<HttpResponseMessage> Delete(string path) => Send(HttpMethod.Delete, path, null, null);

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? content, string? tag)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("X-Actor", actor);
        if (Language is not null)
            request.Headers.Add("Accept-Language", Language);
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        return await http.SendAsync(request);
    }

    public void Dispose() => http.Dispose();
}
