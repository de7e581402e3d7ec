using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FleetWatch.Alerting.Channels.Http;
using FleetWatch.Alerting.Pages;
using FleetWatch.Contracts;
using FleetWatch.Incidents;

namespace FleetWatch.Alerting.Channels.Feishu;

/// <summary>
/// A custom bot of Feishu (and Lark). Signed: Base64 of HMAC-SHA256 over nothing, under seconds, line feed and secret, in the body. It
/// answers a <c>code</c>; 20 KB at most; 100 messages a minute, 5 a second (open.feishu.cn, "Custom bot usage guide").
/// </summary>
internal sealed class FeishuChannel(Destinations destinations, Outbound http) : IChannel
{
    /// <summary>Of 20 KB, what is left beside the card's own structure.</summary>
    private const int Words = 14 * 1024;

    private const int TooFrequent = 11232;
    private const int TooManyRequests = 99991400;
    private const int WrongSignature = 19021;

    public string Name => "feishu";

    public string? Refuse(string address) => destinations.Refuse(address, http, needsSecret: true);

    public Task<HandOver> Send(Message message, Recipient to, CancellationToken ct) =>
        destinations.Find(to.Address) is { Url: { } url, Secret: { } secret }
            ? http.Post(url, JsonBody.Of(Body(message, secret, http.Now)), Judge, ct)
            : Task.FromResult<HandOver>(new Refused("The destination is configured no more."));

    public static string Sign(string secret, string timestamp) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes($"{timestamp}\n{secret}"), Array.Empty<byte>()));

    private static HandOver Judge(Answer answer) => (answer.Code("code", "StatusCode"), answer.IsSuccess) switch
    {
        (0, true) => new Delivered(),
        (TooFrequent or TooManyRequests, _) => new RetryLater("Feishu takes no more of this bot for a while.", answer.After),
        (WrongSignature, _) => new Refused($"Feishu refused the signature ({WrongSignature}): is the secret right, and the clock?"),
        ({ } code, true) => new Refused($"Feishu refused it: code {code}."),
        (null, true) => new Refused("Feishu answered without a code: is the address that of a custom bot?"),
        _ => answer.Judge(),
    };

    private static object Body(Message message, string secret, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new { timestamp, sign = Sign(secret, timestamp), msg_type = "interactive", card = Card(message) };
    }

    /// <summary>The header is what the list of chats and the lock screen show. Data is plain text, which knows no mention.</summary>
    private static object Card(Message message)
    {
        var page = PageCut.To(message.Content, Words, PageCut.Bytes);
        var elements = new List<object> { Div(page.Summary) };
        if (page.Actions.Count > 0)
            elements.Add(new { tag = "action", actions = page.Actions.Select((action, n) => new { tag = "button", text = Plain(action.Label), url = action.Url, type = n == 0 ? "primary" : "default" }) });
        foreach (var section in page.Sections)
        {
            elements.Add(new { tag = "hr" });
            elements.Add(new { tag = "div", text = new { tag = "lark_md", content = $"**{section.Title}**" } });
            elements.Add(Div(string.Join('\n', section.Items())));
        }
        elements.Add(new { tag = "note", elements = new[] { Plain(string.Join('\n', page.Footer)) } });
        return new { config = new { wide_screen_mode = true }, header = new { template = Colour(message), title = Plain(page.Subject) }, elements };
    }

    private static object Div(string text) => new { tag = "div", text = Plain(text) };

    private static object Plain(string content) => new { tag = "plain_text", content };

    private static string Colour(Message message) => message.Over ? "green" : message.Severity switch
    {
        Severity.Critical => "red",
        Severity.Major => "orange",
        Severity.Minor => "yellow",
        _ => "blue",
    };
}
