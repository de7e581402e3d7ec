using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using FleetWatch.Contracts;
using FleetWatch.Ingest;
using FleetWatch.Ingest.Organisations;
using FleetWatch.ServiceDefaults.Access;
using FleetWatch.Support;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FleetWatch.Integration.Ingest;

/// <summary>One instance of Ingest inside the test's process, on a free port and on the test class's servers.</summary>
internal sealed class IngestHost(WebApplication app) : IAsyncDisposable
{
    public IDocumentStore Store => app.Services.GetRequiredService<IDocumentStore>();

    /// <summary>Where a feed listens.</summary>
    public int Port(string feed) => app.Services.GetRequiredService<FleetWatch.Ingest.Tcp.FeedServer>().Ports[feed];

    public static async Task<IngestHost> Start(Servers servers, params (string Key, string Value)[] more)
    {
        var settings = servers.Settings;
        settings["urls"] = "http://127.0.0.1:0";
        settings["Access:Fresh"] = "00:00:00";
        settings["FeedClock:Interval"] = "00:00:00.2";
        settings["Logging:LogLevel:Default"] = "Error";
        foreach (var (key, value) in more)
            settings[key] = value;
        var app = IngestApplication.Build([.. settings.Select(setting => $"--{setting.Key}={setting.Value}")]);
        await app.StartAsync();
        return new IngestHost(app);
    }

    public async Task Create(string organisation)
    {
        var registered = new OrganisationRegistered { Organisation = organisation, Name = organisation, TimeZone = "Etc/UTC", At = DateTimeOffset.UnixEpoch };
        await using var session = Store.LightweightSession(organisation);
        session.Store(new Organisation(organisation, registered));
        session.Events.StartStream(Organisation.Stream(organisation), registered);
        await session.SaveChangesAsync();
    }

    public async Task<(HttpClient Client, ApiKey Key)> Caller(string organisation, params string[] scopes)
    {
        var token = KeyToken.Create();
        var key = new ApiKey
        {
            Id = token.Id,
            Organisation = organisation,
            Source = "test",
            Scopes = scopes,
            SecretHash = token.Hash(),
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        await Save(key);
        return (new HttpClient
        {
            BaseAddress = new Uri(app.Urls.First()),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal()) },
        }, key);
    }

    public async Task Save(ApiKey key)
    {
        await using var session = Store.LightweightSession();
        session.Store(key);
        await session.SaveChangesAsync();
    }

    public static async Task<(HttpResponseMessage Response, JsonNode Body)> Post(HttpClient client, string path, string type, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        var response = await client.PostAsync(path, content);
        return (response, (await response.Content.ReadFromJsonAsync<JsonNode>())!); // every answer has a body
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
