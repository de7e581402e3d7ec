using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FleetWatch.Support;

namespace FleetWatch.Unit.Alerting;

/// <summary>Chat services as their documentation says that they check and answer.</summary>
internal static class ChatPeers
{
    public const string Secret = "SEC0123456789abcdef";

    public static HttpReply Slack(HttpCall call)
    {
        if (!TryJson(call, out var body) || !body.TryGetProperty("text", out var text) || text.GetString() is null or "")
            return new HttpReply(400, "invalid_payload");
        foreach (var block in body.GetProperty("blocks").EnumerateArray())
        {
            var limit = block.GetProperty("type").GetString() switch { "header" => 150, "section" => 3000, _ => int.MaxValue };
            if (block.TryGetProperty("text", out var said) && said.GetProperty("text").GetString()!.Length is 0 or > 3000 && limit <= 3000
                || block.TryGetProperty("text", out said) && said.GetProperty("text").GetString()!.Length > limit)
                return new HttpReply(400, "invalid_blocks");
        }
        // Documented nowhere, and answered all the same (slackapi/bolt-js, issue 2509).
        if (body.GetProperty("blocks").GetRawText().Length > 13_000)
            return new HttpReply(400, "msg_blocks_too_long");
        return body.GetProperty("blocks").GetArrayLength() > 50 ? new HttpReply(400, "invalid_blocks") : new HttpReply(200, "ok");
    }

    public static HttpReply Teams(HttpCall call)
    {
        if (Encoding.UTF8.GetByteCount(call.Body) > 28 * 1024)
            return new HttpReply(413, """{"error":{"code":"RequestEntityTooLarge"}}""");
        if (!TryJson(call, out var body) || body.GetProperty("type").GetString() != "message")
            return new HttpReply(400, """{"error":{"code":"TriggerInputSchemaMismatch"}}""");
        var attachment = body.GetProperty("attachments")[0];
        return attachment.GetProperty("contentType").GetString() == "application/vnd.microsoft.card.adaptive"
            && attachment.GetProperty("content").GetProperty("type").GetString() == "AdaptiveCard" ? new HttpReply(202) : new HttpReply(400);
    }

    public static HttpReply WeCom(HttpCall call)
    {
        if (!call.Query.ContainsKey("key"))
            return Code("errcode", 93000);
        if (!TryJson(call, out var body))
            return Code("errcode", 47001);
        var content = body.GetProperty(body.GetProperty("msgtype").GetString()!).GetProperty("content").GetString()!;
        return Code("errcode", Encoding.UTF8.GetByteCount(content) > 4096 ? 45002 : 0);
    }

    public static HttpReply DingTalk(HttpCall call, DateTimeOffset now)
    {
        var timestamp = call.Query.GetValueOrDefault("timestamp", "");
        var sign = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{timestamp}\n{Secret}")));
        var late = !long.TryParse(timestamp, CultureInfo.InvariantCulture, out var sent) || (now - DateTimeOffset.FromUnixTimeMilliseconds(sent)).Duration() > TimeSpan.FromHours(1);
        if (late || call.Query.GetValueOrDefault("sign") != sign)
            return Code("errcode", 310000);
        return Code("errcode", Encoding.UTF8.GetByteCount(call.Body) > 20_000 ? 460101 : TryJson(call, out var body) && body.GetProperty("markdown").GetProperty("title").GetString() != "" ? 0 : 40035);
    }

    public static HttpReply Feishu(HttpCall call, DateTimeOffset now)
    {
        if (!TryJson(call, out var body) || Encoding.UTF8.GetByteCount(call.Body) > 20 * 1024)
            return Code("code", 9499);
        var timestamp = body.GetProperty("timestamp").GetString()!;
        var sign = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes($"{timestamp}\n{Secret}"), Array.Empty<byte>()));
        var late = (now - DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp, CultureInfo.InvariantCulture))).Duration() > TimeSpan.FromHours(1);
        return late || body.GetProperty("sign").GetString() != sign ? Code("code", 19021)
            : Code("code", body.GetProperty("msg_type").GetString() == "interactive" && body.GetProperty("card").GetProperty("elements").GetArrayLength() > 0 ? 0 : 9499);
    }

    public static HttpReply PagerDuty(HttpCall call)
    {
        if (!TryJson(call, out var body) || body.GetProperty("routing_key").GetString()?.Length != 32 || body.GetProperty("dedup_key").GetString()!.Length > 255)
            return new HttpReply(400, """{"status":"invalid event","message":"Event object is invalid","errors":[]}""");
        if (body.GetProperty("event_action").GetString() != "trigger")
            return new HttpReply(202, """{"status":"success"}""");
        var payload = body.GetProperty("payload");
        if (payload.TryGetProperty("custom_details", out var details) && details.ValueKind != JsonValueKind.Object)
            return new HttpReply(400, """{"status":"invalid event"}""");
        var valid = payload.GetProperty("summary").GetString()!.Length is > 0 and <= 1024 && payload.GetProperty("source").GetString() is { Length: > 0 }
            && payload.GetProperty("severity").GetString() is "critical" or "error" or "warning" or "info";
        return valid ? new HttpReply(202, """{"status":"success","message":"Event processed"}""") : new HttpReply(400, """{"status":"invalid event"}""");
    }

    private static HttpReply Code(string name, int code) => new(200, $$"""{"{{name}}":{{code}},"errmsg":"as documented"}""");

    private static bool TryJson(HttpCall call, out JsonElement body)
    {
        body = default;
        if (!call.Headers.GetValueOrDefault("Content-Type", "").StartsWith("application/json", StringComparison.Ordinal))
            return false;
        body = call.Json;
        return true;
    }
}
