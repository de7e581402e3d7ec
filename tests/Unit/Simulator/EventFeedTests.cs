using System.IO.Compression;
using System.Text;
using System.Text.Json;
using FleetWatch.Contracts;
using FleetWatch.Simulator.Feed;
using Xunit;

namespace FleetWatch.Unit.Simulator;

public sealed class EventFeedTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    /// <summary>Lines as they are mostly written, and lines that only the serializer can read, or refuse.</summary>
    public static TheoryData<string> Lines =>
    [
        """{"type":"terminal.heartbeat","id":"65-1","terminalId":"T1","occurredAt":"2026-11-02T00:01:42.000+08:00","softwareVersion":"2.2.0","model":"X990","carrier":"unicom","signalDbm":-98,"uptimeSeconds":3575540000,"attempts":3,"approvals":2,"sentAt":"2026-11-02T00:01:42.312+08:00"}""",
        """{"type":"transaction.failed","id":"1","terminalId":"T1","occurredAt":"2026-11-02T00:01:42Z","responseCode":"51","errorCode":"other","entryMode":"05","bin":"62220210","cardRef":"abc","amountMinor":9223372036854775807,"currency":"CNY","latencyMs":2000,"reversal":true,"carrier":"c","softwareVersion":"1"}""",
        """{"type":"transaction.failed","id":"1","terminalId":"T1","occurredAt":"2026-11-02T00:01:42\u002B08:00","reversal":false}""",
        """{"type":"transaction.approved","id":"1","terminalId":"T1","occurredAt":"2026-11-02T00:01:42Z","entryMode":"05","bin":"6222","cardRef":"x","attempts":7}""",
        """ { "id" : "1", "terminalId":"T1" ,"occurredAt":"2026-11-02","type":"terminal.heartbeat" } """,
        """{"type":"terminal.started","id":"1","terminalId":"T1","occurredAt":"2026-11-02T00:01:42Z","reason":"power"}""",
        """{"type":"terminal.heartbeat","id":"","terminalId":"终端","occurredAt":"2026-11-02T00:01:42Z"}""",
        """{"type":"terminal.heartbeat","id":"\u0041","terminalId":"T\\1","occurredAt":"2026-11-02T00:01:42Z"}""",
        """{"TYPE":"terminal.heartbeat","type":"terminal.heartbeat","ID":"1","terminalId":"T1","occurredAt":"2026-11-02T00:01:42Z"}""",
        """{"type":"terminal.heartbeat","id":"1","id":"2","terminalId":"T1","occurredAt":"2026-11-02T00:01:42Z","attempts":1,"attempts":null}""",
        """{"type":"terminal.heartbeat","type":"terminal.heartbeat","id":"2","terminalId":"T1","occurredAt":"2026-11-02T00:01:42Z"}""",
        """{"type":"terminal.heartbeat","id":"1","terminalId":"T1","occurredAt":"2026-11-02T00:01:42Z","attempts":"5","unknown":{"a":[1]}}""",
        """{"type":"terminal.heartbeat","id":"1","terminalId":"T1","occurredAt":"2026-11-02T00:01:42Z","attempts":2147483648}""",
        """{"type":"terminal.heartbeat","id":"1","terminalId":"T1","occurredAt":"2026-11-02T00:01:42Z","attempts":1.5}""",
        """{"type":"terminal.heartbeat","id":"1","terminalId":"T1","occurredAt":"2026-11-02T00:01:42Z","reversal":"yes"}""",
        """{"type":"transaction.failed","id":"1","terminalId":"T1","occurredAt":"2026-11-02T00:01:42Z","reversal":"yes"}""",
        """{"type":"terminal.heartbeat","id":null,"terminalId":"T1","occurredAt":"2026-11-02T00:01:42Z"}""",
        """{"type":"terminal.heartbeat","terminalId":"T1","occurredAt":"2026-11-02T00:01:42Z"}""",
        """{"type":"terminal.heartbeat","id":"1","terminalId":"T1","occurredAt":"yesterday"}""",
        """{"type":"terminal.heartbeat","id":7,"terminalId":"T1","occurredAt":"2026-11-02T00:01:42Z"}""",
        """{"type":"terminal.exploded","id":"1","terminalId":"T1","occurredAt":"2026-11-02T00:01:42Z"}""",
        """{"id":"1","terminalId":"T1","occurredAt":"2026-11-02T00:01:42Z"}""",
        """{"type":"terminal.heartbeat","id":"1","terminalId":"T1","occurredAt":"2026-11-02T00:01:42Z"} x""",
        """{"type":"terminal.heartbeat","id":"1","terminalId":"T1","occurredAt":"2026-11-02T00:01:42Z",}""",
        """{"type":"terminal.heartbeat","id":"1",""",
        "null", "[]", "{}", "7", "not JSON",
    ];

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_is_read_or_refused_as_by_the_serializer(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        var reader = new EventLine();

        Assert.Equal(Outcome(() => JsonSerializer.Deserialize(bytes, ContractJson.Default.TerminalEvent)!), Outcome(() => reader.Read(bytes)));
    }

    [Fact]
    public void Nothing_of_a_line_is_left_for_the_next()
    {
        var reader = new EventLine();
        _ = reader.Read(Encoding.UTF8.GetBytes(Heartbeat(1, ",\"carrier\":\"cmcc\",\"attempts\":4")));

        var next = (TerminalHeartbeat)reader.Read(Encoding.UTF8.GetBytes(Heartbeat(2)));

        Assert.Equal(("2", (string?)null, (int?)null), (next.Id, next.Carrier, next.Attempts));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Events_keep_their_order_and_bad_lines_are_named_by_line_field_and_reason(bool packed)
    {
        var lines = Enumerable.Range(1, 5000).Select(line => Heartbeat(line)).ToArray();
        lines[1023] = "no event";
        lines[1500] = "";
        lines[2999] = Heartbeat(3000, ",\"attempts\":\"many\"");
        Write(string.Join('\n', lines), packed);

        var (ids, feed) = await ReadAsync();

        Assert.Equal(Enumerable.Range(1, 5000).Where(line => line is not (1024 or 1501 or 3000)).Select(line => $"{line}"), ids);
        Assert.Equal([(1024, ""), (3000, "attempts")], feed.Refused.Select(refused => (refused.Line, refused.Field)));
        Assert.All(feed.Refused, refused => Assert.NotEmpty(refused.Reason));
    }

    [Fact]
    public async Task An_empty_feed_has_no_events()
    {
        Write("", packed: false);

        Assert.Empty((await ReadAsync()).Ids);
    }

    [Fact]
    public async Task A_feed_that_breaks_off_late_is_told_after_what_came_before()
    {
        Write(string.Join('\n', Enumerable.Range(1, 20_000).Select(line => Heartbeat(line)).Append(new string('x', LineReader.LongestLine + 1))), packed: true);
        var ids = new List<string>();

        await Assert.ThrowsAsync<InvalidDataException>(() => ReadIntoAsync(ids, new EventFeed(_path), CancellationToken.None));

        Assert.InRange(ids.Count, 15_000, 20_000);
        Assert.Equal(Enumerable.Range(1, ids.Count).Select(line => $"{line}"), ids);
    }

    [Fact]
    public async Task Reading_ends_when_it_is_cancelled()
    {
        Write(string.Join('\n', Enumerable.Range(1, 50_000).Select(line => Heartbeat(line))), packed: false);
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in new EventFeed(_path).ReadAsync(stop.Token))
                await stop.CancelAsync();
        });
    }

    private static string Heartbeat(int id, string more = "") =>
        $$"""{"type":"terminal.heartbeat","id":"{{id}}","terminalId":"T{{id % 7}}","occurredAt":"2026-11-02T00:01:42Z"{{more}}}""";

    private static (TerminalEvent?, string) Outcome(Func<TerminalEvent> read)
    {
        try
        {
            return (read() ?? throw new JsonException("An event is an object."), "");
        }
        catch (Exception refused) when (refused is JsonException or NotSupportedException)
        {
            return (null, LineRefusal.From(1, refused).ToString());
        }
    }

    private void Write(string content, bool packed)
    {
        using Stream file = File.Create(_path);
        using var target = packed ? new GZipStream(file, CompressionLevel.Fastest) : file;
        target.Write(Encoding.UTF8.GetBytes(content));
    }

    private async Task<(List<string> Ids, EventFeed Feed)> ReadAsync()
    {
        var (ids, feed) = (new List<string>(), new EventFeed(_path));
        await ReadIntoAsync(ids, feed, CancellationToken.None);
        return (ids, feed);
    }

    private static async Task ReadIntoAsync(List<string> ids, EventFeed feed, CancellationToken ct)
    {
        await foreach (var batch in feed.ReadAsync(ct))
            ids.AddRange(batch.Select(next => next.Id));
    }
}
