using System.Text.RegularExpressions;
using FleetWatch.Alerting.Channels.Email;
using FleetWatch.Alerting.Channels.Sms;
using FleetWatch.Alerting.Channels.Webhook;
using FleetWatch.Alerting.Links;
using FleetWatch.Smtp;
using Xunit;
using static FleetWatch.Support.Findings;
using static FleetWatch.Unit.Alerting.Deliveries;

namespace FleetWatch.Unit.Alerting;

/// <summary>Writes every kind of message as every channel sends it, in both languages, into the folder <c>messages</c> beside the tests: to be looked at.</summary>
public sealed partial class RenderedMessagesTests
{
    /// <summary>What a telephone shows of a message's text: three lines, and of Chinese half as many characters.</summary>
    private const int Notification = 240;

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var kind in MessageCases.All.Keys)
        {
            cases.Add(kind, "en");
            cases.Add(kind, "zh-Hans");
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Every_channel_writes_it_whole(string kind, string language)
    {
        var to = English with { Language = language };
        var message = MessageCases.All[kind](to);
        foreach (var name in ChatChannelTests.Apis.Keys)
            await Keep($"{name}.{kind}.{language}.json", await ChatChannelTests.Sent(name, message));
        await Keep($"sms.{kind}.{language}.txt", SmsText.Of(message.Content, 3));
        await Keep($"mail.{kind}.{language}.html", message.Html);
        await Keep($"mail.{kind}.{language}.txt", message.Text);
        await Keep($"mail.{kind}.{language}.eml", MailLayout.Lay(message, to, new SmtpSettings { Host = "x", From = "FleetWatch <fleetwatch@example.org>" }).ToString());
        await Keep($"webhook.{kind}.{language}.json", System.Text.Encoding.UTF8.GetString(WebhookBody.Of(message)));
        Assert.InRange(message.Content.Short.Length, message.Subject.Length / 2, Notification);
        Assert.InRange(SmsText.Parts(SmsText.Of(message.Content, 3)), 1, 3);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public async Task Every_state_of_a_link_has_its_page(string language)
    {
        foreach (var state in Enum.GetValues<LinkState>())
            await Keep($"link-{state}.{language}.html", LinkPage.Lay(new LinkView(state, LinkAct.Acknowledge, Incident(Magnet()), English with { Language = language }), "AAAA", language, Noon));
    }

    private static async Task Keep(string name, string text)
    {
        Assert.DoesNotMatch(Gap(), text);
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "messages"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text);
    }

    [GeneratedRegex(@"\{(cause|place|since|until|sure|step|subject|by|id|zone|reason|count|name|worst|of|value|time|what|begun|ended)\}")]
    private static partial Regex Gap();
}
