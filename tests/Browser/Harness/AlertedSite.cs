using System.Diagnostics;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;
using FleetWatch.Support;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Xunit;

namespace FleetWatch.Browser.Harness;

/// <summary>A <see cref="Site"/> with the other services beside it, as processes of their own, and somebody who finds what Analysis would in a feed.</summary>
public sealed class AlertedSite : IAsyncLifetime
{
    private readonly Dictionary<string, Process> processes = [];
    private WebApplication? analysis;

    public Site Pages { get; } = new();

    public async Task InitializeAsync()
    {
        await Pages.InitializeAsync();
        await Task.WhenAll(Start("Alerting"), Start("Ingest"), Start("Analysis"));
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(Pages.Servers.Settings);
        builder.AddFleetBus(_ => { }, (_, _) => { });
        analysis = builder.Build();
        await analysis.Services.GetRequiredService<IBusControl>().StartAsync();
    }

    /// <summary>Raises an incident at a site, and returns its id when the Dashboard has heard of it.</summary>
    public async Task<string> Incident(Finding finding)
    {
        var bus = analysis?.Services.GetRequiredService<IBus>() ?? throw new InvalidOperationException("It has not been started.");
        await bus.Publish(Findings.Opened(finding), context => context.Headers.Set(ServiceDefaults.Bus.OrganisationHeader, finding.Organisation));
        string? id = null;
        await Eventually.True(async () => (id = await Heard(finding)) is not null, "the Dashboard has heard of it");
        return id!; // It was just found.
    }

    /// <summary>Lets everybody know of an organisation, as Ingest does when it is created.</summary>
    public async Task Announce(string organisation)
    {
        var bus = analysis?.Services.GetRequiredService<IBus>() ?? throw new InvalidOperationException("It has not been started.");
        await bus.Publish(new OrganisationRegistered { Organisation = organisation, Name = organisation, TimeZone = "Etc/UTC", At = DateTimeOffset.UtcNow });
        await Pages.Eventually<long>($"select count(*) from dashboard.mt_doc_knownorganisation where id = '{organisation}'", found => found == 1);
    }

    /// <summary>Asks Alerting or Ingest something, as the Dashboard does.</summary>
    public Task<TAnswer> Ask<TRequest, TAnswer>(TRequest request)
        where TRequest : class
        where TAnswer : class
    {
        var services = analysis?.Services ?? throw new InvalidOperationException("It has not been started.");
        return services.GetRequiredService<IClientFactory>().Ask<TRequest, TAnswer>(services.GetRequiredService<IConfiguration>(), "acme", request, default);
    }

    public async Task DisposeAsync()
    {
        if (analysis is not null)
        {
            await analysis.Services.GetRequiredService<IBusControl>().StopAsync();
            await analysis.DisposeAsync();
        }
        foreach (var service in processes.Keys.ToList())
            await Stop(service);
        await Pages.DisposeAsync();
    }

    private async Task<string?> Heard(Finding finding)
    {
        await using var connection = new NpgsqlConnection(Pages.Servers.Postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select incident_id from dashboard.incident where body -> 'finding' ->> 'findingId' = $1", connection);
        command.Parameters.AddWithValue(finding.FindingId);
        return (string?)await command.ExecuteScalarAsync();
    }

    /// <summary>As an administrator would kill it.</summary>
    public async Task Stop(string service)
    {
        if (!processes.Remove(service, out var process))
            return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public async Task Start(string service)
    {
        var address = $"http://127.0.0.1:{Site.FreePort()}";
        var start = new ProcessStartInfo("dotnet", [Site.Program(service)]) { RedirectStandardOutput = true };
        foreach (var (name, value) in Pages.Servers.Settings)
            start.Environment[name] = value;
        start.Environment["ASPNETCORE_URLS"] = address;
        // Nobody listens there: pages are decided, and stay.
        start.Environment["Alerting__Email__Host"] = "127.0.0.1";
        start.Environment["Alerting__Email__From"] = "fleetwatch@example.org";
        processes.Add(service, Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start."));
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        await Eventually.True(async () =>
        {
            using var answer = await client.GetAsync(new Uri($"{address}/health/ready"));
            return answer.IsSuccessStatusCode;
        }, $"{service} is ready", TimeSpan.FromMinutes(2));
    }
}
