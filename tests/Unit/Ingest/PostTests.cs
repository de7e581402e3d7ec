using System.Globalization;
using System.IO.Compression;
using System.Text;
using FleetWatch.Contracts;
using FleetWatch.Ingest.Events;
using FleetWatch.Ingest.Posts;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace FleetWatch.Unit.Ingest;

/// <summary>The forms of a body, taken apart.</summary>
public sealed class PostTests
{
    private const string One = """{"type":"terminal.started","id":"1","terminalId":"T1","occurredAt":"2026-11-05T03:00:00Z"}""";
    private const string Two = """{"type":"terminal.started","id":"2","terminalId":"T2","occurredAt":"2026-11-05T03:00:00Z"}""";
    private static readonly EventLimits Limits = new() { MaxBodyBytes = 64 * 1024, MaxLineBytes = 1024, MaxLines = 100, BatchEvents = 1000 };

    [Theory]
    [InlineData(One, "1")]
    [InlineData("[" + One + "," + Two + "]", "1 2")]
    [InlineData("\uFEFF [ " + One + " ] ", "1")]
    [InlineData("[]", "")]
    [InlineData("[{}," + One + ",7,\"x\"," + Two + "]", "1 2 0:type=missing 0:id=missing 0:terminalId=missing 0:occurredAt=missing 2:=not-an-object 3:=not-an-object")]
    public void Takes_json(string body, string expected) => Assert.Equal(expected, Document(body, Form.Json));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("7")]
    [InlineData("[" + One)]
    [InlineData("[" + One + "] x")]
    [InlineData("{\"id\":")]
    public void Refuses_a_body_whose_events_cannot_be_told_apart(string body) =>
        Assert.Equal(StatusCodes.Status400BadRequest, Assert.Throws<PostRefused>(() => Document(body, Form.Json)).Status);

    [Fact]
    public void A_deep_event_costs_itself_only() =>
        Assert.Equal("1 0:=not-json", Document($"[{{\"a\":{new string('[', 200)}{new string(']', 200)}}},{One}]", Form.Json));

    [Theory]
    [InlineData(One + "\n" + Two + "\n", "1 2")]
    [InlineData("\uFEFF" + One + "\r\n\r\n" + Two, "1 2")]
    [InlineData("{\n" + One + "\n[1]\n" + Two, "1 2 0@1:=not-json 2@3:=not-an-object")]
    public async Task Takes_lines(string body, string expected) => Assert.Equal(expected, await LinesOf(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public async Task A_line_that_is_too_long_costs_itself_only() =>
        Assert.Equal("1 2 1@2:=line-too-long", await LinesOf(Encoding.UTF8.GetBytes($"{One}\n{{\"a\":\"{new string('x', 20_000)}\"}}\n{Two}")));

    [Fact]
    public async Task A_line_that_is_not_utf8_costs_itself_only() =>
        Assert.Equal("1 0@1:=not-utf8", await LinesOf([(byte)'{', 0xFF, (byte)'}', (byte)'\n', .. Encoding.UTF8.GetBytes(One)]));

    [Fact]
    public async Task Refuses_more_events_than_a_post_may_have()
    {
        var body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(One + "\n", 101)));

        Assert.Equal(StatusCodes.Status413PayloadTooLarge, (await Assert.ThrowsAsync<PostRefused>(() => LinesOf(body))).Status);
    }

    [Fact]
    public async Task Inflates_gzip() => Assert.Equal("1 2", await LinesOf(Gzip(Encoding.UTF8.GetBytes(One + "\n" + Two)), "gzip"));

    [Fact]
    public async Task Refuses_a_bomb_by_its_size_after_inflation()
    {
        var bomb = Gzip(new byte[50 * 1024 * 1024]);

        Assert.True(bomb.Length < Limits.MaxBodyBytes);
        Assert.Equal(StatusCodes.Status413PayloadTooLarge, (await Assert.ThrowsAsync<PostRefused>(() => LinesOf(bomb, "gzip"))).Status);
    }

    [Fact]
    public async Task Refuses_what_is_not_gzip() =>
        Assert.Equal(PostRefused.NotGzip, (await Assert.ThrowsAsync<PostRefused>(() => LinesOf(Encoding.UTF8.GetBytes(One), "gzip"))).Reason);

    [Fact]
    public async Task Refuses_gzip_that_is_broken_off()
    {
        var whole = Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 50).Select(at => One + at + "\n"))));

        Assert.Equal(PostRefused.NotGzip, (await Assert.ThrowsAsync<PostRefused>(() => LinesOf(whole[..(whole.Length / 2)], "gzip"))).Reason);
    }

    [Fact]
    public async Task Refuses_another_encoding() =>
        Assert.Equal(StatusCodes.Status415UnsupportedMediaType, (await Assert.ThrowsAsync<PostRefused>(() => LinesOf([], "br"))).Status);

    [Theory]
    [InlineData("""{"specversion":"1.0","id":"e","source":"/s","type":"terminal.started","subject":"T9","time":"2026-11-05T03:00:00Z","data":{"reason":"power"}}""", "e")]
    [InlineData("""{"specversion":"1.0","id":"e","source":"/s","type":"terminal.started","data":""" + One + "}", "1")]
    [InlineData("""{"specversion":"1.0","id":"e","source":"/s","type":"terminal.started","subject":"T9","time":"2026-11-05T03:00:00Z","data_base64":"e30="}""", "e")]
    [InlineData("""{"specversion":"0.3","id":"e","source":"/s","type":"terminal.started","data":{}}""", "0:specversion=not-a-cloudevent")]
    [InlineData("""{"specversion":"1.0","type":"terminal.started","data":{}}""", "0:id=missing 0:source=missing")]
    [InlineData("""{"specversion":"1.0","id":"e","source":"/s","type":"terminal.started"}""", "0:data=missing")]
    [InlineData("""{"specversion":"1.0","id":"e","source":"/s","type":"terminal.faulted","data":""" + One + "}", "0:type=disagrees-with-data")]
    [InlineData("""{"specversion":"1.0","id":"4111111111111111","source":"/s","type":"terminal.started","data":""" + One + "}", "0:id=card-number")]
    [InlineData("""{"specversion":"1.0","id":"e","source":"/s","type":"terminal.started","ext":"4111111111111111","data":""" + One + "}", "0:ext=card-number")]
    [InlineData("""{"specversion":"1.0","id":"e","source":"/s","type":"terminal.started","data":{"pan":"4111111111111111"}}""", "0:pan=card-number")]
    [InlineData("""{"specversion":"1.0","id":"e","source":"/s","type":"terminal.started","subject":"T9","time":"soon","data":{}}""", "0:time=not-a-time")]
    public void Takes_a_cloud_event(string body, string expected) => Assert.Equal(expected, Document(body, Form.CloudEvent));

    [Fact]
    public void Takes_a_batch_of_cloud_events() => Assert.Equal("1 0:=not-an-object", Document(
        """[7,{"specversion":"1.0","id":"e","source":"/s","type":"terminal.started","data":""" + One + "}]", Form.CloudEventBatch));

    [Fact]
    public void Takes_a_cloud_event_in_binary_mode() => Assert.Equal("a%", Document("""{"reason":"power"}""", Form.CloudEventBinary, new HeaderDictionary
    {
        ["ce-specversion"] = "1.0",
        ["ce-id"] = "a%25",
        ["ce-source"] = "/s",
        ["ce-type"] = "terminal.started",
        ["ce-subject"] = "T1",
        ["ce-time"] = "2026-11-05T03:00:00Z",
    }));

    [Fact]
    public void Refuses_card_data_in_a_header() => Assert.Equal("0:ce-note=card-number", Document(One, Form.CloudEventBinary, new HeaderDictionary
    {
        ["ce-specversion"] = "1.0",
        ["ce-id"] = "a",
        ["ce-source"] = "/s",
        ["ce-type"] = "terminal.started",
        ["ce-note"] = "4111%201111 1111 1111",
    }));

    [Theory]
    [InlineData("application/json", "Json")]
    [InlineData("application/json; charset=UTF-8", "Json")]
    [InlineData("application/json; charset=utf-16", null)]
    [InlineData("application/x-ndjson", "Lines")]
    [InlineData("application/cloudevents+json; charset=\"utf-8\"", "CloudEvent")]
    [InlineData("application/cloudevents-batch+json", "CloudEventBatch")]
    [InlineData("text/plain", null)]
    [InlineData("", null)]
    public void Knows_forms(string contentType, string? form)
    {
        var request = new DefaultHttpContext().Request;
        request.ContentType = contentType;

        Assert.Equal(form, Forms.Of(request)?.ToString());
    }

    [Fact]
    public void Groups_what_it_accepts()
    {
        var post = new Post(Limits with { BatchEvents = 2 }, EventReaderTests.Now, CultureInfo.InvariantCulture);
        Documents.Take(Encoding.UTF8.GetBytes($"[{One},{Two},{One}]"), Form.Json, new HeaderDictionary(), post);

        Assert.Equal([2, 1, 0], [post.NextBatch().Count, post.NextBatch().Count, post.NextBatch().Count]);
    }

    private static string Document(string body, Form form, IHeaderDictionary? headers = null)
    {
        var post = new Post(Limits, EventReaderTests.Now, CultureInfo.InvariantCulture);
        Documents.Take(Encoding.UTF8.GetBytes(body), form, headers ?? new HeaderDictionary(), post);
        return Told(post);
    }

    private static async Task<string> LinesOf(byte[] bytes, string? encoding = null)
    {
        var request = new DefaultHttpContext().Request;
        request.Body = new MemoryStream(bytes);
        request.Headers.ContentEncoding = encoding;
        var post = new Post(Limits, EventReaderTests.Now, CultureInfo.InvariantCulture);
        await using var body = new Body(request, Limits.MaxBodyBytes);
        var lines = new Lines(post, Limits.MaxLineBytes);
        while (await body.Read(default))
            Assert.False(lines.TakeFrom(body));
        lines.TakeLast(body);
        return Told(post);
    }

    private static string Told(Post post) => string.Join(' ', ((IEnumerable<TerminalEvent>)post.NextBatch()).Select(accepted => accepted.Id)
        .Concat(post.Verdicts.Select(verdict => $"{verdict.Index}{(verdict.Line is { } line ? $"@{line}" : "")}:{verdict.Field}={verdict.Reason}")));

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
