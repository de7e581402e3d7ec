using System.Net;
using System.Net.Http.Json;
using System.Text;
using FleetWatch.Contracts;
using FleetWatch.Ingest.Registry;
using FleetWatch.ServiceDefaults.Access;
using FleetWatch.Support;
using Xunit;

namespace FleetWatch.Integration.Ingest;

public sealed class IngestTests(Servers servers) : IClassFixture<Servers>
{
    private const string Lines = "application/x-ndjson";

    [Fact]
    public async Task What_is_accepted_is_in_its_organisations_queue_and_nowhere_else()
    {
        await using var reader = await FleetReader.Start(servers, "one", "two");
        await using var ingest = await IngestHost.Start(servers, ("Events:BatchEvents", "2"));
        var (client, _) = await ingest.Caller("one", Scopes.Events);

        var (response, body) = await IngestHost.Post(client, "/v1/events", Lines, $"{Event("1")}\n{Event("2")}\n{{\"pan\":\"4111111111111111\"}}\n{Event("3")}");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal((3, 1), ((int)body["accepted"]!, (int)body["refused"]!)); // both are always there
        var batches = await reader.Heard<EventBatch>(heard => heard.Sum(batch => batch.Events.Count) == 3, "three events");
        Assert.Equal(["1", "2", "3"], batches.SelectMany(batch => batch.Events).Select(one => one.Id));
        Assert.Equal(body["batchIds"]!.AsArray().Select(id => (Guid)id!), batches.Select(batch => batch.BatchId));
        Assert.All(batches, batch => Assert.Equal(("one", "test"), (batch.Organisation, batch.Source)));
    }

    [Fact]
    public async Task Without_a_queue_the_caller_is_asked_to_come_again()
    {
        await using var ingest = await IngestHost.Start(servers);
        var (client, _) = await ingest.Caller("nobody-reads", Scopes.Events);

        var (response, body) = await IngestHost.Post(client, "/v1/events", Lines, Event("1"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal((0, "broker-away"), ((int)body["accepted"]!, (string)body["reason"]!)); // both are always there
    }

    [Fact]
    public async Task While_the_broker_is_away_the_caller_is_asked_to_come_again()
    {
        await using var ingest = await IngestHost.Start(servers, ("FLEETWATCH_RABBITMQ", "amqp://guest:guest@127.0.0.1:1/none"), ("Events:PublishTimeout", "00:00:00.5"));
        var (client, _) = await ingest.Caller("demo", Scopes.Events);

        var (response, _) = await IngestHost.Post(client, "/v1/events", Lines, Event("1"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Only_keys_with_the_scope_and_not_revoked_are_let_in()
    {
        await using var ingest = await IngestHost.Start(servers);
        var (client, key) = await ingest.Caller("demo", Scopes.Registry);
        using var stranger = new HttpClient { BaseAddress = client.BaseAddress };

        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/v1/terminals")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsync("/v1/events", new StringContent(Event("1"), Encoding.UTF8, Lines))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/terminals")).StatusCode);
        await ingest.Save(key with { RevokedAt = DateTimeOffset.UnixEpoch });
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/v1/terminals")).StatusCode);
    }

    [Fact]
    public async Task The_registry_is_a_stream_per_terminal_and_its_changes_reach_the_queue_in_order()
    {
        await using var reader = await FleetReader.Start(servers, "fleet");
        await using var ingest = await IngestHost.Start(servers);
        await ingest.Create("fleet");
        var (client, _) = await ingest.Caller("fleet", Scopes.Registry);

        Assert.Equal(HttpStatusCode.Created, (await client.PutAsJsonAsync("/v1/terminals/T1", new { siteId = "S1", model = "S90" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.PutAsJsonAsync("/v1/terminals/T1", new { siteId = "S1", model = "S90" })).StatusCode);
        var moved = await client.PutAsJsonAsync("/v1/terminals/T1", new { siteId = "S2", model = "S90" });
        Assert.Equal("\"2\"", moved.Headers.ETag?.Tag);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/v1/terminals/T1")).StatusCode);

        await using var session = ingest.Store.LightweightSession("fleet");
        var stream = await session.Events.FetchStreamAsync(RegisteredTerminal.Stream("T1"));
        var folded = stream.Select(stored => (RegistryEvent)stored.Data).Aggregate((RegisteredTerminal?)null, RegisteredTerminal.After);
        Assert.Equal(await session.LoadAsync<RegisteredTerminal>("T1"), folded);
        Assert.Equal([typeof(TerminalRegistered), typeof(TerminalChanged), typeof(TerminalRetired)], stream.Select(stored => stored.EventType));
        await reader.Heard<RegistryBatch>(heard => heard.SelectMany(batch => batch.Changes).Select(change => change.GetType())
            .SequenceEqual([typeof(TerminalRegistered), typeof(TerminalChanged), typeof(TerminalRetired)]), "the three changes, in order");
        Assert.Contains(reader.Heard<OrganisationRegistered>(), registered => registered.Organisation == "fleet");
        await reader.Heard<FeedTick>(heard => heard.Count > 1, "the time, again and again");
    }

    [Fact]
    public async Task A_file_imported_twice_changes_nothing_and_what_was_exported_can_be_imported()
    {
        await using var ingest = await IngestHost.Start(servers);
        var (client, _) = await ingest.Caller("files", Scopes.Registry);
        var (other, _) = await ingest.Caller("others", Scopes.Registry);
        var file = "\uFEFFterminalId,siteName,latitude\r\nT1,=cmd(),-31.5\r\nT2,\"a, b\",95\r\nT3,\"open,1\r\nT4,x,2\r\n";

        var (_, first) = await IngestHost.Post(client, "/v1/terminals/import", "text/csv", file);
        var (_, again) = await IngestHost.Post(client, "/v1/terminals/import", "text/csv", file);
        var exported = await client.GetStringAsync("/v1/terminals/export");
        var (_, back) = await IngestHost.Post(client, "/v1/terminals/import", "text/csv", exported);

        Assert.Equal("2 registered, 0 unchanged, 2 refused: latitude out-of-range, csv-bad-row", Told(first));
        Assert.Equal("0 registered, 2 unchanged, 2 refused: latitude out-of-range, csv-bad-row", Told(again));
        Assert.Equal("0 registered, 2 unchanged, 0 refused: ", Told(back));
        Assert.Contains("T1,,,'=cmd(),", exported, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync("/v1/terminals/T1")).StatusCode);
    }

    private static string Told(System.Text.Json.Nodes.JsonNode reply) =>
        $"{reply["registered"]} registered, {reply["unchanged"]} unchanged, {reply["refused"]} refused: "
        + string.Join(", ", reply["verdicts"]!.AsArray().Select(verdict => $"{verdict!["field"]} {verdict["reason"]}".Trim()));

    private static string Event(string id) => $$"""{"type":"terminal.started","id":"{{id}}","terminalId":"T1","occurredAt":"2026-11-05T10:58:29.581+08:00"}""";
}
