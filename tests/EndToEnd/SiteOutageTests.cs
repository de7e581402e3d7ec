using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FleetWatch.EndToEnd.Harness;
using FleetWatch.Support;
using Xunit;

namespace FleetWatch.EndToEnd;

/// <summary>The router of one site dies: one incident, one page, and one trace that runs from a terminal's post to the page.</summary>
public sealed class SiteOutageTests(Servers servers) : IClassFixture<Servers>
{
    private const int Sites = 4;
    private const int TerminalsOfSite = 6;
    private const string DeadSite = "S1";

    [Fact]
    public async Task A_dead_router_is_one_incident_and_exactly_one_page_traced_back_to_a_post()
    {
        using var traces = new TraceReceiver();
        await using var installation = await Installation.Start(new Dictionary<string, string?>(servers.Settings.Concat(traces.Settings))
        {
            // The hiccups that detection waits out are as short here as the test is.
            ["Analysis__Detection__LeastDuration"] = "00:00:05",
        });
        var keys = await installation.Organisation("mall");
        var ingest = installation.Client("ingest", keys.Ingest);
        var alerting = installation.Client("alerting", keys.Alerting);
        var feed = new OutageFeed(ingest);
        await Register(ingest);

        // An ordinary while first, so that there is something to compare with.
        for (var round = 0; round < 5; round++)
            await feed.Beats();
        var mail = await Eventually.Matches(async () =>
        {
            await feed.Outage(DeadSite);
            return installation.Mail.Mails.ToList();
        }, mails => mails.Count > 0, "a page arrives", TimeSpan.FromMinutes(3));
        Assert.Contains(DeadSite, Assert.Single(mail).Subject);

        // It goes on for as long again; everything of it is committed and thought about before anything is counted.
        await feed.Outage(DeadSite, rounds: feed.Rounds);
        await StoredEvents.AreExactly(servers.Postgres, "mall", [.. feed.Failures, "mall-first"]);
        // Growth is told each time that the failures have doubled.
        var incident = await Eventually.Matches(() => OnlyIncident(alerting), seen => (int?)seen["evidence"]?["failures"] >= feed.Failures.Count / 4,
            "the incident has grown with what followed");
        Assert.Equal(("site-network", DeadSite), ((string?)incident["cause"], (string?)incident["scope"]?["key"]));
        Assert.Single(installation.Mail.Mails);

        var traced = await Eventually.Matches(() => Task.FromResult(feed.Traces.FirstOrDefault(trace => Runs(traces, trace))), trace => trace is not null,
            "one trace runs from a post through Analysis to the page");
        Assert.NotNull(traced);
    }

    private static bool Runs(TraceReceiver traces, string trace) =>
        traces.ServicesIn(trace, "fleetwatch-ingest", "fleetwatch-analysis", "fleetwatch-alerting").Count() == 3;

    private static async Task<JsonNode> OnlyIncident(HttpClient alerting)
    {
        var list = JsonNode.Parse(await alerting.GetStringAsync(new Uri("v1/incidents", UriKind.Relative)))!["incidents"]!.AsArray(); // as its README says
        return Assert.Single(list)!;
    }

    private static async Task Register(HttpClient ingest)
    {
        var csv = new StringBuilder("terminalId,merchantId,siteId,siteName,model,softwareVersion,latestVersion,carrier,region,mcc,timeZone\n");
        foreach (var (terminal, site) in OutageFeed.Terminals(Sites, TerminalsOfSite))
            csv.Append(CultureInfo.InvariantCulture, $"{terminal},M{site},{site},Site {site},S90,3.2.4,3.2.4,wired,north,5411,Asia/Shanghai\n");
        using var content = new StringContent(csv.ToString(), Encoding.UTF8, new MediaTypeHeaderValue("text/csv"));
        using var answer = await ingest.PostAsync(new Uri("v1/terminals/import", UriKind.Relative), content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>What the terminals of the mall report, each round a post with a trace of its own.</summary>
    private sealed class OutageFeed(HttpClient ingest)
    {
        private readonly List<string> failures = [];
        private readonly List<string> traces = [];
        private int beats;

        public List<string> Failures => failures;
        public List<string> Traces => traces;
        public int Rounds => traces.Count;

        public static IEnumerable<(string Terminal, string Site)> Terminals(int sites, int each) =>
            from site in Enumerable.Range(1, sites)
            from terminal in Enumerable.Range(1, each)
            select ($"T{site}{terminal:00}", $"S{site}");

        public Task Beats() => Deliver([.. Terminals(Sites, TerminalsOfSite).Select(terminal => (JsonNode)Beat(terminal.Terminal))], null);

        /// <summary>Every terminal of the site fails for another card each round; the others go on taking money.</summary>
        public async Task Outage(string site, int rounds = 1)
        {
            for (; rounds > 0; rounds--)
            {
                List<JsonNode> events = [];
                foreach (var (terminal, at) in Terminals(Sites, TerminalsOfSite))
                    events.Add(at == site ? Failure(terminal) : Beat(terminal));
                traces.Add(Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()));
                await Deliver(events, traces[^1]);
            }
        }

        private JsonObject Failure(string terminal)
        {
            failures.Add($"f-{failures.Count}");
            var failure = Post.Failure(failures[^1], terminal);
            failure.Remove("responseCode");
            failure["errorCode"] = "connect-timeout";
            return failure;
        }

        private JsonObject Beat(string terminal) => new()
        {
            ["type"] = "terminal.heartbeat",
            ["id"] = $"b-{beats++}",
            ["terminalId"] = terminal,
            ["occurredAt"] = DateTimeOffset.UtcNow.ToString("O"),
            ["attempts"] = 4,
            ["approvals"] = 4,
        };

        private async Task Deliver(IReadOnlyList<JsonNode> events, string? trace)
        {
            ingest.DefaultRequestHeaders.Remove("traceparent");
            if (trace is not null)
                ingest.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");
            Assert.Equal(HttpStatusCode.Accepted, (await Post.Deliver(ingest, events)).Status);
        }
    }
}
