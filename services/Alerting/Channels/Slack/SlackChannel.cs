using FleetWatch.Alerting.Channels.Http;
using FleetWatch.Alerting.Pages;
using FleetWatch.Incidents;

namespace FleetWatch.Alerting.Channels.Slack;

/// <summary>
/// An incoming webhook of Slack. It answers <c>ok</c>, or a status and a word such as <c>no_service</c>; one message a second, more is a
/// 429 with Retry-After (api.slack.com/messaging/webhooks, docs.slack.dev/reference/block-kit/blocks).
/// </summary>
internal sealed class SlackChannel(Destinations destinations, Outbound http) : IChannel
{
    private const int LongestHeader = 150;
    private const int LongestSection = 3000;

    public string Name => "slack";

    public string? Refuse(string address) => destinations.Refuse(address, http);

    public Task<HandOver> Send(Message message, Recipient to, CancellationToken ct) =>
        destinations.Find(to.Address) is { Url: { } url }
            ? http.Post(url, JsonBody.Of(new { text = Escape(message.Content.Short), blocks = Blocks(message.Content) }), Judge, ct)
            : Task.FromResult<HandOver>(new Refused("The destination is configured no more."));

    private static HandOver Judge(Answer answer) => answer is { IsSuccess: true } && answer.Body.Trim() != "ok"
        ? new Refused("Slack answered a success without its ok: is the address that of an incoming webhook?")
        : answer.Judge();

    private static List<object> Blocks(PageContent page)
    {
        var blocks = new List<object>
        {
            new { type = "header", text = new { type = "plain_text", text = PageCut.Text(page.Headline, LongestHeader, Length) } },
            Section(Escape(page.Summary)),
        };
        if (page.Actions.Count > 0)
            blocks.Add(Section(string.Join("  ·  ", page.Actions.Select(action => $"<{action.Url}|{Escape(action.Label)}>"))));
        blocks.AddRange(page.Sections.Select(section => Section($"*{Escape(section.Title)}*\n{string.Join('\n', section.Items().Select(Escape))}")));
        blocks.Add(new { type = "context", elements = new[] { new { type = "mrkdwn", text = Escape(string.Join('\n', page.Footer)) } } });
        return blocks;
    }

    private static object Section(string text) =>
        new { type = "section", text = new { type = "mrkdwn", text = PageCut.Text(text, LongestSection, Length) } };

    /// <summary>Slack's three control characters.</summary>
    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static int Length(string text) => text.Length;
}
