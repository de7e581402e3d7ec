using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace FleetWatch.Unit.Simulator;

/// <summary>The other end of the line: takes posts as Ingest does, or answers as it is told.</summary>
internal sealed class FakeIngest : HttpMessageHandler
{
    /// <summary>Lines of every post that was taken.</summary>
    public List<string[]> Posts { get; } = [];

    /// <summary>Answers for the next posts, before it takes one again.</summary>
    public Queue<HttpResponseMessage> Next { get; } = [];

    /// <summary>Lines that contain this are refused.</summary>
    public string? Refuses { get; set; }

    /// <summary>After so many posts the line is cut, as by a kill.</summary>
    public int CutAfter { get; set; } = int.MaxValue;

    public static HttpResponseMessage Busy(HttpStatusCode code, TimeSpan? retryAfter = null)
    {
        var busy = new HttpResponseMessage(code);
        busy.Headers.RetryAfter = retryAfter is { } wait ? new RetryConditionHeaderValue(wait) : null;
        return busy;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        if (Posts.Count >= CutAfter)
            throw new OperationCanceledException();
        if (Next.TryDequeue(out var told))
            return told;
        Assert(request);
        await using var body = new GZipStream(await request.Content!.ReadAsStreamAsync(ct), CompressionMode.Decompress);
        var lines = (await new StreamReader(body, Encoding.UTF8).ReadToEndAsync(ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Posts.Add(lines);
        var refused = lines.Index().Where(line => Refuses is not null && line.Item.Contains(Refuses, StringComparison.Ordinal)).ToList();
        return new HttpResponseMessage(HttpStatusCode.Accepted)
        {
            Content = JsonContent.Create(new
            {
                accepted = lines.Length - refused.Count,
                refused = refused.Count,
                verdicts = refused.Select(line => new { index = line.Index, line = line.Index + 1, field = "occurredAt", reason = "missing", message = "Is \"required\"." }),
            }),
        };
    }

    private static void Assert(HttpRequestMessage request)
    {
        Xunit.Assert.Equal("/v1/events", request.RequestUri!.AbsolutePath);
        Xunit.Assert.Equal("Bearer k", request.Headers.Authorization!.ToString());
        Xunit.Assert.Equal("application/x-ndjson", request.Content!.Headers.ContentType!.MediaType);
        Xunit.Assert.Equal(["gzip"], request.Content.Headers.ContentEncoding);
    }
}
