using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FleetWatch.Alerting.Escalations;
using FleetWatch.Alerting.Silences;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using FleetWatch.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Integration.Alerting;

public sealed partial class OnCallTests(Servers servers) : IClassFixture<Servers>
{
    private const string Yaml = """
        people:
          li: { contacts: [{ channel: e-mail, address: li@example.org }] }
          wang: { contacts: [{ channel: e-mail, address: wang@example.org }], language: zh-Hans }
        schedules:
          field: { timeZone: Europe/Berlin, layers: [{ people: [li], start: 2026-01-05T02:30, turn: daily }] }
        policies:
          field: { steps: [{ notify: [schedule:field], wait: 2s }, { notify: [person:wang] }] }
        routes:
          - { name: all, policy: field }
        """;

    [Fact]
    public async Task A_stored_configuration_pages_who_is_on_call_and_then_the_next_step_and_once_each()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail);
        using var desk = await DeskClient.Open(alerting, "steps", "li");
        using var put = await desk.Put("/v1/configuration", Yaml, null);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);

        await alerting.Publish(Of("steps", Finding("f-steps", key: "S-steps")));
        await Eventually.True(() => mail.Mails.Count == 2, "both steps are mailed");

        var stream = await alerting.Stream("f-steps", "steps");
        Assert.Equal(["li@example.org new", "wang@example.org escalated"], stream.OfType<PageDecided>().Select(page => $"{page.Recipient} {page.Reason}"));
        var step = Assert.Single(stream.OfType<IncidentEscalated>());
        Assert.Null(step.NextAt);
        Assert.Contains(mail.Mails, sent => sent.Subject!.Contains("待您处理", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_configuration_changes_only_for_one_who_saw_it_and_every_error_is_said()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail);
        using var desk = await DeskClient.Open(alerting, "files", "li");
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Get("/v1/configuration")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await desk.Put("/v1/configuration", Yaml, "\"0\"")).StatusCode);
        using var read = await desk.Get("/v1/configuration");
        Assert.Equal(Yaml, await read.Content.ReadAsStringAsync());
        Assert.Equal("\"1\"", read.Headers.ETag!.Tag); // It answers with one.

        Assert.Equal((HttpStatusCode)428, (await desk.Put("/v1/configuration", Yaml, null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await desk.Put("/v1/configuration", Yaml + "\n# more", "\"1\"")).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await desk.Put("/v1/configuration", Yaml, "\"1\"")).StatusCode);
        using var wrong = await desk.Put("/v1/configuration", Yaml.Replace("e-mail", "pigeon", StringComparison.Ordinal), "\"2\"");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal([2, 3], (await wrong.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!.AsArray().Select(error => (int)error!["line"]!));
        var history = await (await desk.Get("/v1/configuration/history")).Content.ReadFromJsonAsync<JsonArray>();
        Assert.Equal(["li", "li"], history!.Select(one => (string?)one!["by"]));
    }

    [Fact]
    public async Task What_is_wrong_is_said_in_the_language_that_the_asker_reads()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail);
        using var desk = await DeskClient.Open(alerting, "chinese", "li", "zh-CN,zh;q=0.9,en;q=0.5");
        using var file = await desk.Put("/v1/configuration", Yaml.Replace("Europe/Berlin", "Europe/Berli", StringComparison.Ordinal), null);
        var problem = (await file.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal(("配置有误", "Europe/Berli不是IANA数据库中的时区，例如Asia/Shanghai。", 5),
            ((string?)problem["title"], (string?)problem["errors"]![0]!["reason"], (int)problem["errors"]![0]!["line"]!));
        using var list = await desk.Get("/v1/incidents?limit=0&state=bad");
        Assert.Equal(2, (await list.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!.AsObject().Count(field => field.Value![0]!.ToString().Any(c => c > '\u4e00')));
        using var missing = await desk.Get("/v1/configuration");
        Assert.Contains("没有配置", await missing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var english = await DeskClient.Open(alerting, "chinese", "li");
        Assert.Contains("No configuration", await (await english.Get("/v1/configuration")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ratings_of_the_last_weeks_suggest_a_setting_and_change_nothing()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail);
        using var desk = await DeskClient.Open(alerting, "rated", "Li");
        var now = TimeProvider.System.GetUtcNow();
        for (var n = 0; n < 5; n++)
        {
            var finding = Finding($"f-rated-{n}", key: $"S-rated-{n}", openedAt: now.AddMinutes(-10));
            await alerting.Publish(Of("rated", finding), new FindingClosed { FindingId = finding.FindingId, Organisation = "rated", At = now, End = FindingEnd.Recovered });
            await Eventually.True(async () => await alerting.Incident(finding.FindingId, "rated") is { State: IncidentState.Resolved }, "it is over");
            Assert.Equal(HttpStatusCode.OK, (await desk.Post($"/v1/incidents/{IncidentId.Of("rated", finding.FindingId)}/rate", new { useful = false })).StatusCode);
        }
        var read = (await (await desk.Get("/v1/ratings/advice")).Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal((5, "Analysis__Detection__LeastDuration=00:15:00"), ((int)read["rated"]!, (string?)Assert.Single(read["advice"]!.AsArray())!["setting"]));
        Assert.Contains("5 of 5 rated incidents of Site network down at a site were noise in 28 days.", (string?)read["advice"]![0]!["text"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await desk.Get("/v1/ratings/advice?days=0")).StatusCode);
    }

    [Fact]
    public async Task A_silence_holds_back_counts_and_gives_back_when_it_is_ended()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail);
        using var desk = await DeskClient.Open(alerting, "quiet", "li");
        using var bad = await desk.Post("/v1/windows", new { start = "noon", length = "3h", timeZone = "Etc/UTC" });
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        using var made = await desk.Post("/v1/windows", new
        {
            scopes = new[] { "site:S-quiet" },
            start = "2026-01-01T00:00",
            length = "8784h",
            rule = "FREQ=YEARLY",
            timeZone = "Etc/UTC",
            reason = "rebuilding",
        });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);

        await alerting.Publish(Of("quiet", Finding("f-quiet", key: "S-quiet")));
        await Eventually.True(async () => (await alerting.Stream("f-quiet", "quiet")).OfType<PageDecided>().Any(), "it is decided");
        Assert.Equal("in-window", (await alerting.Stream("f-quiet", "quiet")).OfType<PageDecided>().Single().Reason);
        var windows = await (await desk.Get("/v1/windows")).Content.ReadFromJsonAsync<JsonArray>();
        Assert.Equal(1, (int)Assert.Single(windows!)!["heldBack"]!);

        Assert.Equal(HttpStatusCode.NoContent, (await desk.Delete(made.Headers.Location!.ToString())).StatusCode);
        await Eventually.True(() => mail.Mails.Count == 1, "what was held back is mailed");
        Assert.Equal("window-over", (await alerting.Stream("f-quiet", "quiet")).OfType<PageDecided>().Last().Reason);
    }

    [Fact]
    public async Task A_reminder_of_a_silence_is_over_when_the_silence_is()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail);
        using var desk = await DeskClient.Open(alerting, "reminded", "li");
        var begins = TimeProvider.System.GetUtcNow().AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        using var made = await desk.Post("/v1/windows", new { scopes = new[] { "site:S-other" }, start = begins, length = "100h", timeZone = "Etc/UTC", reason = "works" });
        var path = made.Headers.Location!.ToString(); // It was created.
        await using (var session = alerting.Services.GetRequiredService<IDocumentStore>().LightweightSession("reminded"))
        {
            var silence = (await session.LoadAsync<Silence>(path.Split('/')[^1]))!; // It was created.
            session.Store(silence with { RemindAt = Noon });
            await session.SaveChangesAsync();
        }
        var finding = $"silence-ending/{path.Split('/')[^1]} (li)/202611051200";
        var rota = alerting.Services.GetRequiredService<RotaWatch>();
        await rota.Look("reminded", default);
        await rota.Look("reminded", default);
        Assert.Equal(IncidentState.Open, (await alerting.Incident(finding, "reminded"))?.State);
        await Eventually.True(() => mail.Mails.Count == 1, "it is mailed");
        Assert.Contains("Look whether the work is done", mail.Mails.Single().TextBody, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, (await desk.Delete(path)).StatusCode);
        await rota.Look("reminded", default);
        Assert.Equal(IncidentState.Resolved, (await alerting.Incident(finding, "reminded"))?.State);
    }

    [Fact]
    public async Task People_work_on_an_incident_and_the_trail_says_what_they_did()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail);
        using var desk = await DeskClient.Open(alerting, "acme", "Li");
        await alerting.Publish(Opened(Finding("f-work", key: "S-work")));
        await Eventually.True(async () => await alerting.Incident("f-work") is not null, "it is opened");
        var path = $"/v1/incidents/{IncidentId.Of("acme", "f-work")}";

        Assert.Equal(HttpStatusCode.OK, (await desk.Post($"{path}/assign", new { to = "Wang" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await desk.Post($"{path}/comment", new { text = "router ordered" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await desk.Post($"{path}/comment", new { text = "card 4111 1111 1111 1111 was refused" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await desk.Post($"{path}/snooze", new { until = Noon.AddYears(-1) })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await desk.Post($"{path}/snooze", new { until = TimeProvider.System.GetUtcNow().AddHours(2) })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await desk.Post($"{path}/escalate")).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await desk.Post($"{path}/resolve", new { note = "done" }, "\"1\"")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await desk.Post($"{path}/resolve", new { note = "done" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await desk.Post($"{path}/reopen", new { note = "still dark" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await desk.Post($"{path}/rate", new { useful = true })).StatusCode);

        var incident = await alerting.Incident("f-work");
        Assert.Equal((IncidentState.Open, "Wang", 1), (incident!.State, incident.AssignedTo, incident.Ratings.Count));
        var trail = await (await desk.Get(path)).Content.ReadAsStringAsync();
        Assert.Contains("router ordered", trail, StringComparison.Ordinal);
        Assert.DoesNotContain("was refused", trail, StringComparison.Ordinal);
        // Microseconds are digits as well.
        Assert.DoesNotContain("4111", Times().Replace(trail, ""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_on_call_a_calendar_and_a_dry_run_can_be_asked_for()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail);
        using var desk = await DeskClient.Open(alerting, "asked", "li");
        Assert.Equal(HttpStatusCode.OK, (await desk.Put("/v1/configuration", Yaml, null)).StatusCode);

        var now = await (await desk.Get("/v1/on-call?days=3")).Content.ReadFromJsonAsync<JsonArray>();
        Assert.Equal("li", (string?)now![0]!["now"]);
        using var issued = await desk.Post("/v1/on-call/people/li/calendar");
        var feed = (string)(await issued.Content.ReadFromJsonAsync<JsonObject>())!["path"]!;
        using var stranger = new HttpClient { BaseAddress = alerting.Address };
        var calendar = await stranger.GetStringAsync(feed);
        Assert.Contains("BEGIN:VEVENT", calendar, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/v1/calendars/guessed.ics")).StatusCode);

        using var run = await desk.Post("/v1/routes/dry-run", new { finding = Finding(), configuration = Yaml.Replace("wait: 2s", "wait: 10m", StringComparison.Ordinal) });
        var pages = (await run.Content.ReadFromJsonAsync<JsonObject>())!["pages"]!.AsArray();
        Assert.Equal(["new", "escalated"], pages.Select(page => (string?)page!["reason"]));
        Assert.Equal(TimeSpan.FromMinutes(10), (DateTimeOffset)pages[1]!["at"]! - (DateTimeOffset)pages[0]!["at"]!);
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:.]+")]
    private static partial Regex Times();

    private static FindingOpened Of(string organisation, Finding finding) => Opened(finding with { Organisation = organisation });
}
