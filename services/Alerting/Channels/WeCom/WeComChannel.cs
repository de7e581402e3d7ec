using FleetWatch.Alerting.Channels.Http;
using FleetWatch.Alerting.Pages;
using FleetWatch.Incidents;

namespace FleetWatch.Alerting.Channels.WeCom;

/// <summary>
/// A group robot of WeCom. It answers 200 and an <c>errcode</c>; Markdown of 4,096 bytes at most; 20 messages a minute
/// (developer.work.weixin.qq.com/document/path/91770).
/// </summary>
internal sealed class WeComChannel(Destinations destinations, Outbound http) : IChannel
{
    private const int LongestContent = 4096;

    private const int Busy = -1;
    private const int TooManyCalls = 45009;
    private const int TooManyAtOnce = 45033;

    /// <summary>The robot's limit is counted by the minute.</summary>
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public string Name => "wecom";

    public string? Refuse(string address) => destinations.Refuse(address, http);

    public Task<HandOver> Send(Message message, Recipient to, CancellationToken ct) =>
        destinations.Find(to.Address) is { Url: { } url }
            ? http.Post(url, JsonBody.Of(new { msgtype = "markdown", markdown = new { content = Content(message.Content) } }), Judge, ct)
            : Task.FromResult<HandOver>(new Refused("The destination is configured no more."));

    private static HandOver Judge(Answer answer) => !answer.IsSuccess ? answer.Judge() : answer.Code("errcode") switch
    {
        0 => new Delivered(),
        Busy or TooManyAtOnce => new RetryLater("WeCom is busy."),
        TooManyCalls => new RetryLater($"WeCom takes no more of this robot for a while ({TooManyCalls}).", Minute),
        { } code => new Refused($"WeCom refused it: errcode {code}."),
        null => new Refused("WeCom answered without an errcode: is the address that of a group robot?"),
    };

    private static string Content(PageContent page) =>
        PageCut.Text(PlainMarkdown.Lay(PageCut.To(page, LongestContent, PageCut.Bytes), "\n"), LongestContent, PageCut.Bytes);
}
