using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FleetWatch.Alerting.Channels.Http;
using FleetWatch.Alerting.Pages;
using FleetWatch.Incidents;

namespace FleetWatch.Alerting.Channels.DingTalk;

/// <summary>
/// A group robot of DingTalk. Signed: Base64 of HMAC-SHA256 over milliseconds, line feed and secret, in the address. It answers 200 and an
/// <c>errcode</c>; 20,000 bytes at most; 20 messages a minute, and whoever sends more is not heard for ten (open.dingtalk.com, "Custom robots").
/// </summary>
internal sealed class DingTalkChannel(Destinations destinations, Outbound http) : IChannel
{
    private const int LongestText = 18_000;

    private const int Busy = -1;
    private const int TooFast = 130101;
    private const int OverLimit = 90030;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    public string Name => "dingtalk";

    public string? Refuse(string address) => destinations.Refuse(address, http, needsSecret: true);

    public Task<HandOver> Send(Message message, Recipient to, CancellationToken ct) =>
        destinations.Find(to.Address) is { Url: { } url, Secret: { } secret }
            ? http.Post(Signed(url, secret, http.Now), JsonBody.Of(new { msgtype = "markdown", markdown = Content(message.Content) }), Judge, ct)
            : Task.FromResult<HandOver>(new Refused("The destination is configured no more."));

    public static string Signed(string url, string secret, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}\n{secret}"));
        return $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}timestamp={timestamp}&sign={Uri.EscapeDataString(Convert.ToBase64String(hash))}";
    }

    private static HandOver Judge(Answer answer) => !answer.IsSuccess ? answer.Judge() : answer.Code("errcode") switch
    {
        0 => new Delivered(),
        Busy => new RetryLater("DingTalk is busy."),
        TooFast or OverLimit => new RetryLater("DingTalk takes no more of this robot for a while.", Pause),
        { } code => new Refused($"DingTalk refused it: errcode {code}."),
        null => new Refused("DingTalk answered without an errcode: is the address that of a group robot?"),
    };

    /// <summary>The title is what the list of chats and the lock screen show.</summary>
    private static object Content(PageContent page) =>
        new { title = page.Short, text = PlainMarkdown.Lay(PageCut.To(page, LongestText, PageCut.Bytes), "\n\n") };
}
