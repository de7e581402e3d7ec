using FleetWatch.Alerting.Channels.Http;
using FleetWatch.Alerting.Pages;
using FleetWatch.Incidents;

namespace FleetWatch.Alerting.Channels.Slack;

/// <summary>
/// An incoming webhook of Slack. It answers <c>ok</c>, or a status and a word such as <c>no_service</c>; one message a second, more is a
/// 429 with Retry-After (api.slack.com/messaging/webhooks, docs.slack.dev/reference/block-kit/blocks). Data goes as plain text: mrkdwn knows no
/// escape for its own marks. All blocks together may have some 13,000 characters, which only its answer says (msg_blocks_too_long).
/// </summary>
internal sealed class SlackChannel(Destinations destinations, Outbound http) : IChannel
{
    private const int LongestHeader = 150;
    private const int LongestSection = 3000;
    private const int LongestBlocks = 12_000;

    public string Name => "slack";

    public string? Refuse(string address) => destinations.Refuse(address, http);

    public Task<HandOver> Send(Message message, Recipient to, CancellationToken ct) =>
        destinations.Find(to.Address) is { Url: { } url }
            ? http.Post(url, JsonBody.Of(new { text = Escape(message.Content.Short), mrkdwn = false, blocks = Blocks(PageCut.To(message.Content, LongestBlocks, Length)) }), Judge, ct)
            : Task.FromResult<HandOver>(new Refused("The destination is configured no more."));

    private static HandOver Judge(Answer answer) => answer is { IsSuccess: true } && answer.Body.Trim() != "ok"
        ? new Refused("Slack answered a success without its ok: is the address that of an incoming webhook?")
        : answer.Judge();

    private static List<object> Blocks(PageContent page)
    {
        var blocks = new List<object>
        {
            new { type = "header", text = Plain(page.Headline, LongestHeader) },
            Section(Plain(page.Summary)),
        };
        if (page.Actions.Count > 0)
            blocks.Add(Section(Marked(string.Join("  ·  ", page.Actions.Select(action => $"<{action.Url}|{Escape(action.Label)}>")))));
        foreach (var section in page.Sections)
        {
            blocks.Add(Section(Marked($"*{Escape(section.Title)}*")));
            blocks.Add(Section(Plain(string.Join('\n', section.Items()))));
        }
        blocks.Add(new { type = "context", elements = new[] { Plain(string.Join('\n', page.Footer)) } });
        return blocks;
    }

    private static object Section(object text) => new { type = "section", text };

    private static object Plain(string text, int limit = LongestSection) => new { type = "plain_text", text = PageCut.Text(text, limit, Length), emoji = false };

    /// <summary>Our own words with marks; verbatim: nothing in them is taken for a mention or an address.</summary>
    private static object Marked(string text) => new { type = "mrkdwn", text, verbatim = true };

    /// <summary>Slack's three control characters.</summary>
    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static int Length(string text) => text.Length;
}
