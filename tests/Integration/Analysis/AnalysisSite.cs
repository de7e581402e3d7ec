using System.Net.Http.Headers;
using FleetWatch.Analysis;
using FleetWatch.Analysis.Explain;
using FleetWatch.Analysis.Export;
using FleetWatch.Analysis.Reads;
using FleetWatch.ServiceDefaults;
using FleetWatch.ServiceDefaults.Access;
using FleetWatch.Support;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FleetWatch.Integration.Analysis;

/// <summary>Analysis with its HTTP interface, inside the test's process, on the test class's servers.</summary>
internal sealed class AnalysisSite(WebApplication app) : IAsyncDisposable
{
    public AnalysisHost Host { get; } = new(app);

    public Uri Address => new(app.Urls.First());

    public static async Task<AnalysisSite> Start(Servers servers)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection(servers.Settings);
        builder.AddServiceDefaults("analysis");
        builder.AddApiAccess();
        builder.AddAnalysis();
        var app = builder.Build();
        app.MapServiceDefaults();
        app.MapReads();
        app.MapExplain();
        app.MapExport();
        await app.StartAsync();
        var site = new AnalysisSite(app);
        await site.Host.Ready();
        return site;
    }

    /// <summary>A client with a new key of the organisation.</summary>
    public async Task<HttpClient> Caller(string organisation, params string[] scopes)
    {
        var token = await Key(organisation, scopes);
        return new HttpClient { BaseAddress = Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
    }

    public async Task<string> Key(string organisation, params string[] scopes)
    {
        var token = KeyToken.Create();
        await using var session = app.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        session.Store(new ApiKey { Id = token.Id, Organisation = organisation, Source = "test", Scopes = scopes, SecretHash = token.Hash(), CreatedAt = DateTimeOffset.UnixEpoch });
        await session.SaveChangesAsync();
        return token.Reveal();
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
