using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FleetWatch.Support;

namespace FleetWatch.EndToEnd.Harness;

/// <summary>Posts of events, as a producer outside of this code base would write them.</summary>
internal static class Post
{
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Body">The answer's JSON.</param>
    public sealed record Answer(HttpStatusCode Status, JsonNode? Body)
    {
        public int Accepted => (int?)Body?["accepted"] ?? 0;
        public int Refused => (int?)Body?["refused"] ?? 0;
    }

    /// <summary>A declined transaction, happening now.</summary>
    public static JsonObject Failure(string id, string terminal) => new()
    {
        ["type"] = "transaction.failed",
        ["id"] = id,
        ["terminalId"] = terminal,
        ["occurredAt"] = DateTimeOffset.UtcNow.ToString("O"),
        ["responseCode"] = "05",
        ["entryMode"] = "05",
        ["cardRef"] = $"c-{id}",
    };

    /// <summary>Sends until it is acknowledged, as a producer does that was told to come again.</summary>
    public static Task<Answer> Deliver(HttpClient client, IReadOnlyList<JsonNode> events) =>
        Eventually.Matches(() => Send(client, events), answer => answer.Status == HttpStatusCode.Accepted && answer.Accepted == events.Count,
            "the post is acknowledged", TimeSpan.FromMinutes(3));

    public static Task<Answer> Send(HttpClient client, IEnumerable<JsonNode> events) =>
        Send(client, JsonSerializer.Serialize(events), "application/json");

    public static async Task<Answer> Send(HttpClient client, string body, string type, bool gzip = false)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        if (gzip)
        {
            using var compressed = new MemoryStream();
            await using (var stream = new System.IO.Compression.GZipStream(compressed, System.IO.Compression.CompressionLevel.Fastest))
                await stream.WriteAsync(bytes);
            bytes = compressed.ToArray();
        }
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
        if (gzip)
            content.Headers.ContentEncoding.Add("gzip");
        using var answer = await client.PostAsync(new Uri("v1/events", UriKind.Relative), content);
        var text = await answer.Content.ReadAsStringAsync();
        return new(answer.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text) : null);
    }
}
