using System.Text.Json;
using FleetWatch.Alerting.Channels.Email;
using FleetWatch.Alerting.Pages;
using FleetWatch.Contracts;
using FleetWatch.Smtp;
using Xunit;
using static FleetWatch.Support.Findings;
using static FleetWatch.Unit.Alerting.Deliveries;

namespace FleetWatch.Unit.Alerting;

/// <summary>A name is data: it neither calls everybody, nor becomes a link, nor changes how the rest is read.</summary>
public sealed class StrangeNamesTests
{
    private static readonly string[] Names =
    [
        "*shop* _two_ ~three~ `four`", "<!channel> <!here> <@U123> <#C1>", "@all @channel @所有人 <@all>", "<at id=all></at>", "[x](http://evil.example)",
        "a|b||c", "\"quoted\" 'and' \\slashed\\", "line one\n# line two\r\n> three", "\u202egnirts\u202c \u2066x\u2069\u200b", "</font><font color=\"info\">",
        new('店', 64), "{cause} {place}", "&lt;!channel&gt;",
    ];

    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        foreach (var channel in ChatChannelTests.Apis.Keys)
        {
            for (var name = 0; name < Names.Length; name++)
                cases.Add(channel, name);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_strange_name_is_taken_and_stays_a_name(string channel, int name)
    {
        var body = JsonDocument.Parse(await ChatChannelTests.Sent(channel, About(Names[name]))).RootElement;
        var texts = Marked(channel, body).ToList();
        Assert.Equal(channel is "slack" or "feishu" or "wecom" or "dingtalk", texts.Count > 0);
        Assert.All(texts, text =>
        {
            foreach (var mark in new[] { "<!", "<@", "<#", "<at", "<font", "](http://evil", "*shop*", "_two_", "~three~", "`four`" })
                Assert.DoesNotContain(mark, text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_name_begins_no_line_and_turns_no_direction()
    {
        var page = About("line one\n# line two\r\n\u202ethree\u2028four\u200b");
        Assert.Contains("line one # line two three four", page.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Text + page.Subject + page.Content.Short, c => c is '\u202e' or '\u2028' or '\u200b');
        Assert.DoesNotContain("\n# line two", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_name_leaves_room_for_since_when()
    {
        var page = About(new string('x', 64) + "/" + new string('y', 64), ScopeKind.CarrierRegion);
        Assert.Contains("since 19:56 (94% sure)", page.Subject, StringComparison.Ordinal);
        Assert.InRange(page.Subject.Length, 60, 120);
        Assert.Contains(new string('y', 64), page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mail_has_one_subject_whatever_the_name()
    {
        using var mail = MailLayout.Lay(About("S1\r\nBcc: everybody@example.org"), English, new SmtpSettings { Host = "x", From = "fleetwatch@example.org" });
        Assert.Empty(mail.Bcc);
        Assert.DoesNotContain("\nBcc:", mail.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Emoji_and_underlines_within_a_word_stay() => Assert.Equal("shop 👩‍🔧 POS_0001_A", OneLine.Of("shop 👩‍🔧 POS_0001_A"));

    private static Message About(string name, ScopeKind kind = ScopeKind.Site) => Message(English, Delivery(Finding(key: name, kind: kind)));

    /// <summary>The texts in which the reader's program looks for marks.</summary>
    private static IEnumerable<string> Marked(string channel, JsonElement body) => channel switch
    {
        "slack" => Texts(body, "type", "mrkdwn", "text").Concat(body.GetProperty("mrkdwn").GetBoolean() ? [body.GetProperty("text").GetString()!] : []),
        "feishu" => Texts(body, "tag", "lark_md", "content"),
        "teams" => Texts(body, "type", "TextBlock", "text"),
        "wecom" => [body.GetProperty("markdown").GetProperty("content").GetString()!],
        "dingtalk" => [body.GetProperty("markdown").GetProperty("text").GetString()!],
        _ => [], // These are read by programs.
    };

    private static IEnumerable<string> Texts(JsonElement json, string kind, string wanted, string text) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(item => Texts(item, kind, wanted, text)),
        JsonValueKind.Object when json.TryGetProperty(kind, out var found) && found.ValueEquals(wanted) => [json.GetProperty(text).GetString()!],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Texts(member.Value, kind, wanted, text)),
        _ => [],
    };
}
