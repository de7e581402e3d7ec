using FleetWatch.Contracts;
using FleetWatch.Ingest.Keys;
using FleetWatch.Ingest.Organisations;
using FleetWatch.Ingest.Posts;
using FleetWatch.Ingest.Registry;
using FleetWatch.Ingest.Sanitising;
using FleetWatch.Ingest.Tcp;
using FleetWatch.ServiceDefaults;
using FleetWatch.ServiceDefaults.Access;

namespace FleetWatch.Ingest;

/// <summary>What Ingest is made of, one line a capability.</summary>
internal static class IngestApplication
{
    public static WebApplication Build(string[] settings)
    {
        var builder = ServiceHost.CreateBuilder(settings);
        builder.AddServiceDefaults("ingest");
        builder.AddApiAccess();
        builder.Services.AddOpenApi();
        builder.AddEvents();
        builder.AddRegistry();
        Organisation.AddFeedClock(builder);
        builder.AddKeyRequests();
        builder.AddFeeds();
        builder.AddFleetStore("ingest", store =>
        {
            store.UseApiKeys();
            Organisation.Configure(store);
            RegistrySetup.Configure(store);
        }).AddRelay(new RelayOptions
        {
            Published = [typeof(OrganisationRegistered), typeof(TerminalRegistered), typeof(TerminalChanged), typeof(TerminalRetired)],
            Messages = RegistryMessages.Of,
            BatchSize = 500,
        });

        var app = builder.Build();
        app.UseAddressGuard();
        app.MapServiceDefaults();
        app.MapEvents();
        app.MapTerminals();
        app.MapOpenApi("/openapi/{documentName}.json");
        return app;
    }
}
