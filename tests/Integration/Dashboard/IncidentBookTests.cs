using System.Collections.Concurrent;
using FleetWatch.Contracts;
using FleetWatch.Dashboard.Incidents;
using FleetWatch.Dashboard.Store;
using FleetWatch.ServiceDefaults;
using FleetWatch.Support;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Integration.Dashboard;

public sealed class IncidentBookTests(Servers servers) : IClassFixture<Servers>, IAsyncLifetime
{
    private WebApplication app = null!; // InitializeAsync sets it.

    private IncidentBook Book => app.Services.GetRequiredService<IncidentBook>();
    private IncidentSearch Search => app.Services.GetRequiredService<IncidentSearch>();

    public async Task InitializeAsync()
    {
        app = Build();
        await app.Services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync();
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(servers.Settings);
        builder.AddServiceDefaults("dashboard");
        builder.AddDashboardStore();
        builder.AddIncidents();
        return builder.Build();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Another_instance_hears_of_it_too_and_the_own_one_once()
    {
        await using var another = Build();
        var (own, others) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        foreach (var (one, told) in new[] { (app, own), (another, others) })
        {
            one.Services.GetRequiredService<IncidentNews>().Happened += (organisation, id) => told.Enqueue($"{organisation}/{id}");
            await one.Services.GetServices<IHostedService>().OfType<IncidentWire>().Single().StartAsync(default);
        }

        // It listens from some moment on.
        var n = 100;
        await Eventually.True(async () =>
        {
            await Book.Take("next-door", Heard(n, new IncidentOpened { IncidentId = $"i/{n++}", At = Noon, Finding = Finding() }), default);
            return !others.IsEmpty;
        }, "the other one has heard of one");

        Assert.Equal(Enumerable.Range(100, n - 100).Select(n => $"next-door/i/{n}"), own);
        Assert.All(others, told => Assert.Contains(told, own));
    }

    [Fact]
    public async Task Heard_twice_and_in_any_order_it_is_the_same()
    {
        HeardEvent[] heard =
        [
            Heard(0, new IncidentOpened { IncidentId = "i-order", At = Noon, Finding = Finding() }),
            Heard(1, new IncidentAcknowledged { IncidentId = "i-order", At = Noon, By = "Li" }),
            Heard(2, new PageSent { IncidentId = "i-order", At = Noon, PageId = "p", Attempt = 1 }),
            Heard(3, new IncidentResolved { IncidentId = "i-order", At = Noon, By = "Li" }),
            Heard(4, new IncidentReopened { IncidentId = "i-order", At = Noon, Finding = Finding("f-2", severity: Severity.Critical) }),
        ];
        foreach (var (organisation, order) in new[] { ("forth", new[] { 0, 1, 2, 3, 4 }), ("back", [4, 3, 2, 1, 0]), ("twice", [1, 0, 1, 4, 0, 2, 3, 4]) })
            foreach (var n in order)
                await Book.Take(organisation, heard[n], default);

        var forth = await Book.Find("forth", "i-order", default);
        Assert.Equal((Standing.Open, 1, 4, Severity.Critical), (forth!.Standing, forth.Reopened, forth.Version, forth.Finding.Severity));
        foreach (var organisation in new[] { "back", "twice" })
        {
            var other = await Book.Find(organisation, "i-order", default);
            Assert.Equal((forth.Standing, forth.Reopened, forth.Version), (other!.Standing, other.Reopened, other.Version));
            Assert.Equal(heard.Select(one => one.EventId), (await Book.Trail(organisation, "i-order", default)).Select(one => one.EventId));
        }
    }

    [Fact]
    public async Task Finds_by_every_filter_and_pages_without_gap_and_shows_no_other_organisation()
    {
        for (var n = 0; n < 120; n++)
            await Book.Take("found", Heard(n, new IncidentOpened
            {
                IncidentId = $"i-{n:000}",
                At = Noon,
                Finding = Finding($"f-{n}", key: $"S{n:0000}", openedAt: Noon.AddMinutes(n / 3), severity: n % 10 == 0 ? Severity.Critical : Severity.Minor) with
                {
                    Place = new Place { Region = n % 2 == 0 ? "Hubei" : "Hunan" },
                },
            }), default);
        await Book.Take("found", Heard(500, new IncidentResolved { IncidentId = "i-007", At = Noon, By = "Li" }), default);

        var seen = new List<string>();
        IncidentCursor? after = null;
        do
        {
            var page = await Search.Find("found", new IncidentFilter { After = after }, [], default);
            seen.AddRange(page.Incidents.Select(one => one.Id));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal((119, 119), (seen.Count, seen.Distinct().Count()));
        Assert.Equal("i-007", Assert.Single((await Search.Find("found", new IncidentFilter { State = "resolved" }, [], default)).Incidents).Id);
        Assert.Equal(12, (await Search.Find("found", new IncidentFilter { Severity = Severity.Critical }, [], default)).Incidents.Count);
        Assert.Equal("i-011", Assert.Single((await Search.Find("found", new IncidentFilter { Text = "s0011" }, [], default)).Incidents).Id);
        Assert.Equal(10, (await Search.Find("found", new IncidentFilter { Text = "S001", State = IncidentFilter.All }, [], default)).Incidents.Count);
        Assert.All((await Search.Find("found", new IncidentFilter(), ["Hunan"], default)).Incidents, one => Assert.Equal("Hunan", one.Finding.Place!.Region));
        // 120 incidents, three a minute from noon on; one is over.
        var narrow = new IncidentFilter { State = IncidentFilter.All, From = Noon.AddMinutes(1), Until = Noon.AddMinutes(4) };
        Assert.Equal(11, (await Search.Find("found", narrow, [], default)).Incidents.Count);
        Assert.Equal(12, (await Search.Find("found", narrow with { From = Noon }, [], default)).Incidents.Count);
        Assert.Equal(6, (await Search.Find("found", narrow with { From = Noon, Region = "Hubei" }, [], default)).Incidents.Count);
        Assert.Empty((await Search.Find("others", new IncidentFilter { State = IncidentFilter.All }, [], default)).Incidents);
    }

    private static HeardEvent Heard(int n, IncidentEvent happened) => new(new Guid(n + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]), Noon.AddSeconds(n), happened);
}
