using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FleetWatch.Contracts;
using FleetWatch.Ingest.Events;
using FleetWatch.Ingest.Posts;
using Microsoft.AspNetCore.Http;

// What one event costs Ingest in CPU, from the bytes of a post to the bytes of a message: printed, never asserted.
const int Events = 100;
const int Posts = 2000;
const int Rounds = 5;

var now = new DateTimeOffset(2026, 11, 5, 3, 0, 0, TimeSpan.Zero);
var body = Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Range(0, Events).Select(Failed))}]");
Console.WriteLine($"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores; "
    + $"posts of {Events} events, {body.Length / Events} bytes an event");
for (var round = 1; round <= Rounds; round++)
{
    var cpu = Environment.CpuUsage.TotalTime;
    var allocated = GC.GetTotalAllocatedBytes();
    for (var post = 0; post < Posts; post++)
        Write(Read(body, now));
    var spent = Environment.CpuUsage.TotalTime - cpu;
    Console.WriteLine($"round {round}: {spent.TotalMicroseconds / (Events * Posts):0.00} us of CPU an event, "
        + $"{(GC.GetTotalAllocatedBytes() - allocated) / (Events * Posts)} bytes allocated");
}

static Post Read(byte[] body, DateTimeOffset now)
{
    var post = new Post(new EventLimits(), now, CultureInfo.InvariantCulture);
    Documents.Take(body, Form.Json, new HeaderDictionary(), post);
    return post;
}

static byte[] Write(Post post) => JsonSerializer.SerializeToUtf8Bytes(new EventBatch
{
    BatchId = Guid.NewGuid(),
    Organisation = "demo",
    Source = "cost",
    ReceivedAt = post.ReceivedAt,
    Events = post.NextBatch() is { Count: Events } read ? read : throw new InvalidOperationException("An honest event was refused."),
}, ContractJson.Default.EventBatch);

static string Failed(int at) => $$"""
    {"type":"transaction.failed","id":"65-T{{at:D6}}-3bd","terminalId":"T{{at:D6}}","occurredAt":"2026-11-05T10:58:29.581+08:00","responseCode":"91",
    "entryMode":"05","bin":"62002202","cardRef":"c9f3a1c5e2b{{at:x2}}","amountMinor":12900,"currency":"CNY","latencyMs":9310,"softwareVersion":"3.2.4",
    "carrier":"cmcc","sentAt":"2026-11-05T10:58:31.900+08:00"}
    """;
