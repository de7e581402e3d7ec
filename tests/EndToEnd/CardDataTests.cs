using System.Net;
using System.Text.Json.Nodes;
using FleetWatch.EndToEnd.Harness;
using FleetWatch.Support;
using Npgsql;
using Xunit;

namespace FleetWatch.EndToEnd;

/// <summary>Card data in every field and every form of a post: refused, and found nowhere afterwards.</summary>
public sealed class CardDataTests(Servers servers) : IClassFixture<Servers>
{
    // Numbers that card schemes publish for testing; no real card has them.
    private const string Pan = "4111111111111111";
    private const string SpacedPan = "5555 5555 5555 4444";
    private const string Track2 = "4012888888881881=29125010000012345678";
    private const string PinBlock = "D29E3FF0A61C83B7";
    private static readonly string[] Secrets = [Pan, SpacedPan, SpacedPan.Replace(" ", ""), Track2, Track2[..16], PinBlock];

    private static readonly string[] Fields =
        ["id", "terminalId", "softwareVersion", "carrier", "responseCode", "errorCode", "entryMode", "bin", "cardRef", "currency", "occurredAt", "unheardOf"];

    [Fact]
    public async Task Card_data_is_refused_and_found_nowhere()
    {
        using var traces = new TraceReceiver();
        await using var installation = await Installation.Start(Merged(servers.Settings, traces.Settings));
        var keys = await installation.Organisation("acme");
        var client = installation.Client("ingest", keys.Ingest);

        foreach (var line in Lines())
            foreach (var (body, type, gzip) in Forms(line))
            {
                var answer = await Eventually.Matches(() => Post.Send(client, body, type, gzip), sent => sent.Status != HttpStatusCode.ServiceUnavailable
                    && sent.Status != HttpStatusCode.TooManyRequests, "Ingest has an opinion");
                Assert.True(answer.Accepted == 0, $"accepted as {type}: {body}");
                Assert.DoesNotContain(Secrets, secret => (answer.Body?.ToJsonString() ?? "").Contains(secret, StringComparison.Ordinal));
            }
        await Post.Deliver(client, [Post.Failure("honest-1", "T1")]);
        await StoredEvents.AreExactly(servers.Postgres, "acme", ["honest-1"]);
        await Eventually.True(() => traces.Received > 0, "traces arrive");

        Assert.Empty(await FoundInTables());
        Assert.Empty(await FoundInQueues());
        Assert.Empty(from log in Directory.EnumerateFiles(installation.Logs)
                     let text = File.ReadAllText(log)
                     from secret in Secrets
                     where text.Contains(secret, StringComparison.Ordinal)
                     select $"{Path.GetFileName(log)}: {secret}");
        Assert.DoesNotContain(Secrets, traces.Contains);
    }

    private static IEnumerable<JsonObject> Lines()
    {
        foreach (var field in Fields)
            foreach (var secret in new[] { Pan, SpacedPan, Track2 })
                yield return With(field, secret);
        yield return With("pinBlock", PinBlock);
        yield return With("cvv", "123");
        yield return With("cvv2", "737");
        yield return With("track2", Track2);
        yield return With(Pan, "x");
        var nested = Post.Failure("nested", "T1");
        nested["extra"] = new JsonObject { ["deep"] = new JsonArray(new JsonObject { ["value"] = $"card {Pan} was read" }) };
        yield return nested;
    }

    private static JsonObject With(string field, string value)
    {
        var line = Post.Failure("refused", "T1");
        line[field] = value;
        return line;
    }

    private static IEnumerable<(string Body, string Type, bool Gzip)> Forms(JsonObject line)
    {
        var json = line.ToJsonString();
        var cloudEvent = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = "ce-1",
            ["source"] = "/test",
            ["type"] = "transaction.failed",
            ["data"] = line.DeepClone(),
        };
        yield return (json, "application/json", false);
        yield return ($"[{json}]", "application/json", true);
        yield return (json + "\n", "application/x-ndjson", false);
        yield return (cloudEvent.ToJsonString(), "application/cloudevents+json", false);
        yield return ($"[{cloudEvent.ToJsonString()}]", "application/cloudevents-batch+json", false);
        // The same, with its digits written as JSON escapes.
        yield return (string.Concat(json.Select(letter => char.IsAsciiDigit(letter) ? $"\\u{(int)letter:x4}" : $"{letter}")), "application/json", false);
    }

    private async Task<List<string>> FoundInTables()
    {
        var found = new List<string>();
        await using var source = NpgsqlDataSource.Create(servers.Postgres);
        var tables = new List<string>();
        await using (var list = source.CreateCommand("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')"))
        await using (var reader = await list.ExecuteReaderAsync())
            while (await reader.ReadAsync())
                tables.Add(reader.GetString(0));
        Assert.NotEmpty(tables);
        foreach (var table in tables)
            foreach (var secret in Secrets)
            {
                // Binary columns show as hexadecimal digits.
                var hex = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(secret));
                await using var command = source.CreateCommand($"select count(*) from {table} row where row::text like '%' || $1 || '%' or row::text like '%' || $2 || '%'");
                command.Parameters.Add(new() { Value = secret });
                command.Parameters.Add(new() { Value = hex });
                if (await command.ExecuteScalarAsync() is not 0L)
                    found.Add($"{table}: {secret}");
            }
        return found;
    }

    /// <summary>Whatever still lies in a queue, error queues among them: looked at and put back.</summary>
    private async Task<List<string>> FoundInQueues()
    {
        var found = new List<string>();
        foreach (var queue in (await servers.Broker<JsonArray>("queues/{vhost}"))!) // The API answers with an array.
        {
            var name = (string)queue!["name"]!; // Every queue has a name.
            var messages = await servers.Peek(name);
            found.AddRange(Secrets.Where(secret => messages.Contains(secret, StringComparison.Ordinal)).Select(secret => $"{name}: {secret}"));
        }
        return found;
    }

    private static Dictionary<string, string?> Merged(params Dictionary<string, string?>[] settings) =>
        settings.SelectMany(each => each).ToDictionary(entry => entry.Key, entry => entry.Value);
}
