using FleetWatch.Alerting;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using FleetWatch.ServiceDefaults;
using FleetWatch.Support;
using Marten;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FleetWatch.Integration.Alerting;

/// <summary>Alerting as it runs, in this process, on real servers, with a mail server beside it.</summary>
internal sealed class AlertingHost : IAsyncDisposable
{
    public const string Noc = "noc@example.org";

    private readonly WebApplication app;

    private AlertingHost(WebApplication app, SmtpPeer mail)
    {
        this.app = app;
        Mail = mail;
    }

    public SmtpPeer Mail { get; }
    public IServiceProvider Services => app.Services;
    public IBus Bus => app.Services.GetRequiredService<IBus>();
    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()); // It has started.

    public static async Task<AlertingHost> Start(Servers servers, SmtpPeer mail, Dictionary<string, string?>? settings = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection(servers.Settings).AddInMemoryCollection(Defaults(mail)).AddInMemoryCollection(settings ?? []);
        builder.AddServiceDefaults("alerting");
        builder.AddAlerting();
        var app = builder.Build();
        app.MapServiceDefaults();
        app.MapAlerting();
        await app.StartAsync();
        var host = new AlertingHost(app, mail);
        // What is published before the queue is bound goes nowhere.
        using var http = new HttpClient { BaseAddress = host.Address };
        await Eventually.True(async () => (await http.GetAsync("/health/ready")).IsSuccessStatusCode, "Alerting is ready");
        return host;
    }

    public async Task Publish(params FindingEvent[] news)
    {
        foreach (var one in news)
            await Bus.Publish(one, one.GetType(), context => context.Headers.Set(ServiceDefaults.Bus.OrganisationHeader, one.Organisation));
    }

    public async Task<Incident?> Incident(string findingId, string organisation = "acme")
    {
        await using var session = Services.GetRequiredService<IDocumentStore>().QuerySession(organisation);
        return await session.LoadAsync<Incident>(IncidentId.Of(organisation, findingId));
    }

    public async Task<FindingTrack?> Track(string findingId, string organisation = "acme")
    {
        await using var session = Services.GetRequiredService<IDocumentStore>().QuerySession(organisation);
        return await session.LoadAsync<FindingTrack>(findingId);
    }

    public async Task<IReadOnlyList<IncidentEvent>> Stream(string findingId, string organisation = "acme")
    {
        await using var session = Services.GetRequiredService<IDocumentStore>().QuerySession(organisation);
        var stream = await session.Events.FetchStreamAsync(IncidentId.Stream(IncidentId.Of(organisation, findingId)));
        return [.. stream.Select(stored => (IncidentEvent)stored.Data)];
    }

    private static Dictionary<string, string?> Defaults(SmtpPeer mail) => new()
    {
        ["Alerting:Email:Host"] = "127.0.0.1",
        ["Alerting:Email:Port"] = $"{mail.Port}",
        ["Alerting:Email:Security"] = "None",
        ["Alerting:Email:From"] = "FleetWatch <fleetwatch@example.org>",
        ["Alerting:Incidents:Routes:0:Name"] = "noc",
        ["Alerting:Incidents:Routes:0:Audiences:0"] = "NetworkOperations",
        ["Alerting:Incidents:Routes:0:Recipients:0:Channel"] = "e-mail",
        ["Alerting:Incidents:Routes:0:Recipients:0:Address"] = Noc,
        ["Alerting:Incidents:ResolvedNoticeHold"] = "00:00:00",
        // Tests of one class share the database, and with it the recipient's load.
        ["Alerting:Incidents:PagesPerWindow"] = "1000",
        ["Alerting:Delivery:FirstRetryAfter"] = "00:00:00.2",
    };

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
