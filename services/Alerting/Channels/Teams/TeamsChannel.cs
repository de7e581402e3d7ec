using FleetWatch.Alerting.Channels.Http;
using FleetWatch.Alerting.Pages;
using FleetWatch.Contracts;
using FleetWatch.Incidents;

namespace FleetWatch.Alerting.Channels.Teams;

/// <summary>
/// A workflow of Microsoft Teams that posts an Adaptive Card when a webhook request is received. It answers 202; a message is 28 KB at
/// most; four requests a second, more is a 429 (learn.microsoft.com, "Create incoming webhooks with Workflows").
/// </summary>
internal sealed class TeamsChannel(Destinations destinations, Outbound http) : IChannel
{
    /// <summary>Of 28 KB, what is left beside the card's own structure.</summary>
    private const int Words = 16 * 1024;

    public string Name => "teams";

    public string? Refuse(string address) => destinations.Refuse(address, http);

    public Task<HandOver> Send(Message message, Recipient to, CancellationToken ct) =>
        destinations.Find(to.Address) is { Url: { } url }
            ? http.Post(url, JsonBody.Of(Body(message)), answer => answer.Judge(), ct)
            : Task.FromResult<HandOver>(new Refused("The destination is configured no more."));

    private static object Body(Message message) => new
    {
        type = "message",
        summary = message.Content.Short,
        attachments = new[] { new { contentType = "application/vnd.microsoft.card.adaptive", content = Card(message) } },
    };

    private static Dictionary<string, object> Card(Message message)
    {
        var page = PageCut.To(message.Content, Words, PageCut.Bytes);
        var body = new List<object>
        {
            Text(page.Subject, weight: "bolder", size: "large", color: Colour(message)),
            Text(page.Summary),
        };
        // Above the explanation: on a telephone the end of a card is far away.
        if (page.Actions.Count > 0)
            body.Add(new { type = "ActionSet", actions = page.Actions.Select(action => new { type = "Action.OpenUrl", title = action.Label, url = action.Url }) });
        foreach (var section in page.Sections)
        {
            body.Add(Text(section.Title, weight: "bolder"));
            body.AddRange(section.Items().Select(item => Text(item, spacing: "small")));
        }
        body.AddRange(page.Footer.Select((line, n) => Text(line, size: "small", spacing: n == 0 ? null : "none")));
        return new Dictionary<string, object>
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = "1.4",
            ["msteams"] = new { width = "Full" },
            ["body"] = body,
        };
    }

    /// <summary>Rich text: what is data stays data, where a TextBlock would take it for Markdown.</summary>
    private static object Text(string text, string? weight = null, string? size = null, string? color = null, string? spacing = null) =>
        new { type = "RichTextBlock", spacing, inlines = new[] { new { type = "TextRun", text, weight, size, color } } };

    private static string Colour(Message message) => message.Over ? "good" : message.Severity >= Severity.Major ? "attention" : "warning";
}
