using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FleetWatch.Incidents;
using FleetWatch.ServiceDefaults.Access;
using FleetWatch.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Integration.Alerting;

public sealed class DeskTests(Servers servers) : IClassFixture<Servers>
{
    [Fact]
    public async Task People_see_the_trail_and_act_and_learn_who_was_first()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail);
        await alerting.Publish(Opened(Finding("f-desk", key: "S-desk")));
        await Eventually.True(async () => (await alerting.Stream("f-desk")).Count == 3, "it is opened, decided and sent");
        using var desk = await Client(alerting, "acme", Scopes.Read, Scopes.Incidents);
        var path = $"/v1/incidents/{IncidentId.Of("acme", "f-desk")}";

        using var read = await desk.GetAsync(path);
        var tag = read.Headers.ETag!.Tag; // Read answers with one.
        var trail = (await read.Content.ReadFromJsonAsync<JsonObject>())!["trail"]!.AsArray();
        Assert.Equal(["incident.opened", "page.decided", "page.sent"], trail.Select(line => (string?)line!["event"]!["type"]));
        Assert.Contains("you are one of those who can fix it", (string?)trail[1]!["text"], StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await Post(desk, $"{path}/acknowledge", "Li", tag));
        Assert.Equal(HttpStatusCode.OK, await Post(desk, $"{path}/acknowledge", "Li", tag));
        Assert.Equal(HttpStatusCode.Conflict, await Post(desk, $"{path}/acknowledge", "Wang", null));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await Post(desk, $"{path}/resolve", "Wang", tag));
        Assert.Equal(HttpStatusCode.OK, await Post(desk, $"{path}/resolve", "Wang", null, new { note = "router swapped" }));
        Assert.Equal(HttpStatusCode.BadRequest, await Post(desk, $"{path}/resolve", "detection", null));
        await Eventually.True(() => mail.Mails.Count == 2, "who was paged hears that it is over");
        Assert.Contains("Wang", mail.Mails.Last().TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_is_filtered_and_paged_through_without_gap_or_repetition()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail);
        await alerting.Publish([.. Enumerable.Range(0, 25).Select(n => Opened(Finding($"f-list-{n}", key: $"S9{n:00}", page: false, openedAt: Noon.AddMinutes(n / 5))))]);
        using var desk = await Client(alerting, "acme", Scopes.Read);
        await Eventually.True(async () => await alerting.Incident("f-list-24") is not null && await alerting.Incident("f-list-0") is not null, "they are opened");

        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await desk.GetFromJsonAsync<JsonObject>($"/v1/incidents?state=open&scope=site&limit=7{(after is null ? "" : $"&after={after}")}");
            seen.AddRange(page!["incidents"]!.AsArray().Select(incident => (string)incident!["scope"]!["key"]!));
            after = (string?)page["next"];
        }
        while (after is not null);

        Assert.Equal(25, seen.Count(key => key.StartsWith("S9", StringComparison.Ordinal)));
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Single((await desk.GetFromJsonAsync<JsonObject>("/v1/incidents?scope=site:S907"))!["incidents"]!.AsArray());
        Assert.Equal(HttpStatusCode.BadRequest, (await desk.GetAsync("/v1/incidents?state=closed")).StatusCode);
    }

    [Fact]
    public async Task Nobody_sees_or_touches_another_organisations_incident()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail);
        await alerting.Publish(Opened(Finding("f-ours", key: "S-ours")));
        await Eventually.True(async () => await alerting.Incident("f-ours") is not null, "it is opened");
        var path = $"/v1/incidents/{IncidentId.Of("acme", "f-ours")}";

        using var other = await Client(alerting, "other", Scopes.Read, Scopes.Incidents);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await Post(other, $"{path}/resolve", "Li", null));
        using var reader = await Client(alerting, "acme", Scopes.Read);
        Assert.Equal(HttpStatusCode.Forbidden, await Post(reader, $"{path}/resolve", "Li", null));
        using var stranger = new HttpClient { BaseAddress = alerting.Address };
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/openapi/v1.json")).StatusCode);
    }

    private static async Task<HttpStatusCode> Post(HttpClient desk, string path, string actor, string? tag, object? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("X-Actor", actor);
        if (tag is not null)
            request.Headers.Add("If-Match", tag);
        using var response = await desk.SendAsync(request);
        return response.StatusCode;
    }

    private static async Task<HttpClient> Client(AlertingHost alerting, string organisation, params string[] scopes)
    {
        var token = KeyToken.Create();
        await using var session = alerting.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        session.Store(new ApiKey { Id = token.Id, Organisation = organisation, Source = "desk", Scopes = scopes, SecretHash = token.Hash(), CreatedAt = Noon });
        await session.SaveChangesAsync();
        return new HttpClient { BaseAddress = alerting.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal()) } };
    }
}
