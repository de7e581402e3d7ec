using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults.Access;
using FleetWatch.Simulator.Console;
using FleetWatch.Support;
using Spectre.Console;
using Xunit;

namespace FleetWatch.Integration.Analysis;

public sealed class ExplainTests(Servers servers) : IClassFixture<Servers>
{
    [Fact]
    public async Task A_failure_is_explained_from_what_is_stored_around_it()
    {
        await using var site = await AnalysisSite.Start(servers);
        await Reported(site, "acme");
        using var reader = await site.Caller("acme", Scopes.Read);

        var said = (await reader.GetFromJsonAsync<JsonNode>("v1/failures/d/explanation?terminal=T1"))!; // It answers with an object.

        Assert.Equal("reader-fault", (string?)said["causes"]![0]!["cause"]);
        Assert.Contains(said["causes"]![0]!["for"]!.AsArray(), one => (string?)one!["fact"]!["code"] == "other-cards-here");
        Assert.Equal("field-technician", (string?)said["tell"]);
        Assert.Null(said["evidencePack"]);
    }

    [Fact]
    public async Task It_is_found_by_its_id_alone_or_by_terminal_and_time_in_words_and_in_Chinese()
    {
        await using var site = await AnalysisSite.Start(servers);
        await Reported(site, "words");
        using var reader = await site.Caller("words", Scopes.Read);
        reader.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/plain"));

        Assert.StartsWith("Most likely: Card reader fault", await reader.GetStringAsync("v1/failures/d/explanation"), StringComparison.Ordinal);
        reader.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN, en;q=0.5");
        var chinese = await reader.GetStringAsync($"v1/terminals/T2/explanation?at={Uri.EscapeDataString("2026-11-05T11:20:00+08:00")}");

        Assert.StartsWith("最可能：发卡行故障", chinese, StringComparison.Ordinal);
        Assert.Contains("地点：Corner shop / S1 / North", chinese, StringComparison.Ordinal);
        Assert.DoesNotContain("cE", chinese, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_asks_a_running_Analysis()
    {
        await using var site = await AnalysisSite.Start(servers);
        await Reported(site, "commanded");
        var key = await site.Key("commanded", Scopes.Read);

        var (code, said) = await Command("explain", "--analysis", site.Address.ToString(), "--key", key, "--failure", "d", "--terminal", "T1");
        var (refused, why) = await Command("explain", "--analysis", site.Address.ToString(), "--key", "wrong", "--failure", "d");

        Assert.Equal(ExitCode.Done, code);
        Assert.StartsWith("Most likely: Card reader fault", said, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Unusable, refused);
        Assert.Contains("refuses the key", why, StringComparison.Ordinal);
    }

    private static readonly (string Path, HttpStatusCode Status, string Reason)[] Refusals =
    [
        ("v1/failures/nothing/explanation", HttpStatusCode.NotFound, "among the newest"),
        ("v1/failures/nothing/explanation?terminal=T1", HttpStatusCode.NotFound, "Terminal T1 has stored no failed transaction nothing."),
        ("v1/failures/twice/explanation", HttpStatusCode.Conflict, "T1, T2"),
        ("v1/failures/0123456789012345678901234567890123456789012345678901234567890123456789/explanation", HttpStatusCode.BadRequest, "1 to 64 characters"),
        ("v1/terminals/T1/explanation", HttpStatusCode.BadRequest, "Date, time and offset"),
        ("v1/terminals/T1/explanation?at=2026-11-05T11:00", HttpStatusCode.BadRequest, "Date, time and offset"),
        ("v1/terminals/T1/explanation?at=2026-11-09T11:00Z", HttpStatusCode.NotFound, "within 2 hours"),
        ("v1/findings/nothing/explanation", HttpStatusCode.NotFound, "no finding nothing"),
        ("v1/export/events?from=2026-11-05T00:00Z&to=2026-11-04T00:00Z", HttpStatusCode.BadRequest, "Later than from"),
        ("v1/export/events?to=soon", HttpStatusCode.BadRequest, "Date, time and offset"),
    ];

    [Fact]
    public async Task What_cannot_be_answered_is_refused_with_the_reason()
    {
        await using var site = await AnalysisSite.Start(servers);
        await Reported(site, "refused");
        using var reader = await site.Caller("refused", Scopes.Read);
        foreach (var (path, status, reason) in Refusals)
        {
            using var answer = await reader.GetAsync(path);

            Assert.Equal((path, status), (path, answer.StatusCode));
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.Contains(reason, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Another_organisations_failure_is_not_there_and_a_key_without_read_may_not_ask()
    {
        await using var site = await AnalysisSite.Start(servers);
        await Reported(site, "owner");
        using var stranger = await site.Caller("stranger", Scopes.Read);
        using var poster = await site.Caller("owner", Scopes.Events);
        using var nobody = new HttpClient { BaseAddress = site.Address };

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("v1/failures/d/explanation")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("v1/failures/d/explanation?terminal=T1")).StatusCode);
        Assert.Equal("", await stranger.GetStringAsync("v1/export/events?from=2026-11-01T00:00Z&to=2026-11-30T00:00Z"));
        Assert.Equal(HttpStatusCode.Forbidden, (await poster.GetAsync("v1/failures/d/explanation")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("v1/failures/d/explanation")).StatusCode);
    }

    // 11:00 in Shanghai is where the feed begins.
    private static async Task Reported(AnalysisSite site, string organisation)
    {
        await using var run = new WriterRun(site.Host, organisation);
        await run.Commit(new RegistryBatch
        {
            BatchId = Guid.NewGuid(),
            Organisation = organisation,
            ReceivedAt = Feed.Start,
            Changes = [.. new[] { "T1", "T2" }.Select(id => new TerminalRegistered
            {
                TerminalId = id, At = Feed.Start,
                Terminal = new TerminalRecord
                {
                    TerminalId = id, MerchantId = "M1", SiteId = "S1", SiteName = "Corner shop", Model = "S90", SoftwareVersion = "1.0", LatestVersion = "2.0",
                    Carrier = "cmcc", Region = "North", TimeZone = "Asia/Shanghai",
                },
            })],
        });
        await run.Commit(Feed.BatchAt(organisation, Feed.Start.AddMinutes(30), Stripe("T1", "a", 0), Stripe("T1", "b", 10), Stripe("T1", "c", 15), Stripe("T1", "d", 20),
            Feed.Failure("T2", "e") with { OccurredAt = Feed.Start.AddMinutes(22).ToOffset(TimeSpan.FromHours(8)), CardRef = "cE" },
            Stripe("T1", "twice", 25), Feed.Failure("T2", "twice") with { OccurredAt = Feed.Start.AddMinutes(150) }));
    }

    private static TransactionFailed Stripe(string terminal, string id, int minute) => new()
    {
        Id = id, TerminalId = terminal, OccurredAt = Feed.Start.AddMinutes(minute).ToOffset(TimeSpan.FromHours(8)), ErrorCode = "mag-read-error",
        EntryMode = "02", Bin = "62002202", CardRef = $"card-{id}", SoftwareVersion = "1.0", Carrier = "cmcc",
    };

    private static async Task<(int Code, string Said)> Command(params string[] args)
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output) });
        var code = await Cli.RunAsync(args, new Screen(console, console, TimeProvider.System), CancellationToken.None);
        return (code, output.ToString());
    }
}
