using System.Collections.Concurrent;
using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FleetWatch.Load.Pages;

/// <summary>From a finding on the bus to its page in the receiver's hands, at a given rate, with Alerting in a process of its own.</summary>
internal static class PageRun
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    /// <summary>Enough that no recipient's pages are folded, which would measure the throttle.</summary>
    private const int Desks = 7;

    /// <summary>Of another organisation, and not counted: a service that has just started compiles as it goes.</summary>
    private const int WarmUpSeconds = 10;

    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(30);

    public static Command Command()
    {
        var rate = new Option<int>("--rate") { Description = "Findings a second.", DefaultValueFactory = _ => 100 };
        var seconds = new Option<int>("--seconds") { Description = "How long.", DefaultValueFactory = _ => 20 };
        var command = new Command("pages", "From a finding to the page that was handed over, on the servers that FLEETWATCH_POSTGRES and FLEETWATCH_RABBITMQ name.") { rate, seconds };
        command.SetAction((parsed, ct) => Execute(parsed.GetValue(rate), parsed.GetValue(seconds), ct));
        return command;
    }

    private static async Task Execute(int rate, int seconds, CancellationToken ct)
    {
        var (sent, latencies) = (new ConcurrentDictionary<string, DateTimeOffset>(), new Latencies());
        await using var receiver = await Receive(sent, latencies);
        var (address, hook) = (Free(), receiver.Urls.First());
        await using var alerting = ServiceProcess.Start("Alerting", Environment(address, hook));
        await Ready(address, ct);
        var bus = MassTransit.Bus.Factory.CreateUsingRabbitMq(rabbit =>
        {
            rabbit.Host(new Uri(System.Environment.GetEnvironmentVariable(Connections.RabbitMqKey)!)); // The service has refused to start without it.
            rabbit.ConfigureJsonSerializerOptions(options =>
            {
                options.TypeInfoResolverChain.Insert(0, ContractJson.Default);
                return options;
            });
        });
        await bus.StartAsync(ct);
        var organisation = $"load-{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}";
        await Publish(bus, $"{organisation}-warm", [], rate, WarmUpSeconds, ct);
        await Publish(bus, organisation, sent, rate, seconds, ct);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Drain);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!sent.IsEmpty && !patience.IsCancellationRequested)
            await look.WaitForNextTickAsync(ct);
        await bus.StopAsync(ct);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rate} findings a second for {seconds} s: pages missing {sent.Count}; from finding to hand-over p50 {latencies.Percentile(0.5):0} ms, p90 {latencies.Percentile(0.9):0}, p99 {latencies.Percentile(0.99):0}, longest {latencies.Percentile(1):0}"));
    }

    private static async Task Publish(IBus bus, string organisation, ConcurrentDictionary<string, DateTimeOffset> sent, int rate, int seconds, CancellationToken ct)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var n = 0; n < rate * seconds && await pace.WaitForNextTickAsync(ct);)
        {
            for (var burst = 0; burst < Math.Max(rate / 10, 1); burst++, n++)
            {
                var now = TimeProvider.System.GetUtcNow();
                var finding = Finding(organisation, n, now);
                sent[finding.Scope.Key] = now;
                await bus.Publish(new FindingOpened { FindingId = finding.FindingId, Organisation = organisation, At = now, Finding = finding },
                    context => context.Headers.Set(ServiceDefaults.Bus.OrganisationHeader, organisation), ct);
            }
        }
    }

    private static async Task<WebApplication> Receive(ConcurrentDictionary<string, DateTimeOffset> sent, Latencies latencies)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapPost("/{desk}", async (HttpContext http) =>
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body);
            foreach (var page in body.RootElement.GetProperty("pages").EnumerateArray())
            {
                if (sent.TryRemove(page.GetProperty("incident").GetProperty("scope").GetProperty("key").GetString()!, out var at)) // A page names its place.
                    latencies.Add(TimeProvider.System.GetUtcNow() - at);
            }
        });
        await app.StartAsync();
        return app;
    }

    private static Finding Finding(string organisation, int n, DateTimeOffset now) => new()
    {
        FindingId = $"f-{n}",
        Organisation = organisation,
        Cause = Causes.SiteNetwork,
        Scope = new Scope((ScopeKind)((int)ScopeKind.Terminal + n % 2), $"{organisation}-{n:00000}"),
        StartedAt = now - TimeSpan.FromMinutes(4),
        OpenedAt = now,
        Severity = Severity.Major,
        Page = true,
        Notify = [(Audience)(1 + n % Desks)],
        Confidence = 0.94,
        Evidence = new Evidence { Failures = 12, Expected = 0.4, DistinctTerminals = 4 },
        AffectedTerminals = ["T000001", "T000002"],
        AffectedTerminalCount = 2,
    };

    private static Dictionary<string, string> Environment(Uri address, string hook)
    {
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = address.GetLeftPart(UriPartial.Authority),
            ["Alerting__Targets__PrivateHosts__0"] = "127.0.0.1",
            ["Alerting__Targets__AllowPlainHttp"] = "true",
            ["Alerting__Incidents__PagesPerWindow"] = "1000",
        };
        for (var n = 0; n < Desks; n++)
        {
            var (route, target) = ($"Alerting__Incidents__Routes__{n}__", $"{hook}/desk{n}");
            settings[$"{route}Audiences__0"] = $"{(Audience)(1 + n)}";
            settings[$"{route}Recipients__0__Channel"] = "webhook";
            settings[$"{route}Recipients__0__Address"] = target;
            settings[$"Alerting__Webhook__Secrets__{n}__Address"] = target;
            settings[$"Alerting__Webhook__Secrets__{n}__Secret"] = Secret;
        }
        return settings;
    }

    private static async Task Ready(Uri address, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        for (var tries = 0; tries < 240 && await look.WaitForNextTickAsync(ct); tries++)
        {
            try
            {
                if ((await http.GetAsync("/health/ready", ct)).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }
        throw new InvalidOperationException("Alerting did not become ready within two minutes.");
    }

    private static Uri Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
