using CsCheck;
using FleetWatch.Alerting.Links;
using Xunit;
using static FleetWatch.Support.Findings;
using static FleetWatch.Unit.Alerting.Deliveries;

namespace FleetWatch.Unit.Alerting;

public sealed class ActLinkTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(n => (byte)n)];
    private static readonly ActLink Link = new("acme", "i-0123456789ab-3", LinkAct.Resolve, Noon.AddHours(24));

    [Fact]
    public void What_is_written_is_read() => Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 40], Gen.Int[1, 999], Gen.Int[0, 1_000_000]).Sample((organisation, number, seconds) =>
    {
        var link = new ActLink(organisation, $"i-0123456789ab-{number}", LinkAct.Acknowledge, Noon.AddSeconds(seconds));
        Assert.Equal(link, ActLink.Read(link.Write(Key), Key));
    });

    [Fact]
    public void Whatever_is_changed_is_forged()
    {
        var token = Link.Write(Key);
        for (var n = 0; n < token.Length; n++)
        {
            // The last character of Base64url may carry bits that mean nothing.
            var changed = $"{token[..n]}{(token[n] == 'A' ? 'Q' : 'A')}{token[(n + 1)..]}";
            Assert.True(ActLink.Read(changed, Key) is null || n == token.Length - 1, $"changed at {n}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("%%%")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_nobody_wrote_is_forged(string token) => Assert.Null(ActLink.Read(token, Key));

    [Fact]
    public void Another_key_does_not_open_it() => Assert.Null(ActLink.Read(Link.Write(Key), [.. Key.Reverse()]));

    [Fact]
    public void It_knows_its_incident() => Assert.Equal("i-0123456789ab", Link.IncidentId);

    [Theory]
    [InlineData("en", "I take it on")]
    [InlineData("zh-Hans", "我来处理")]
    public void Its_page_has_one_button_and_no_script(string language, string button)
    {
        var view = new LinkView(LinkState.Ready, LinkAct.Acknowledge, Incident(Finding(key: "<b>S7</b>")), English with { Language = language });
        var page = LinkPage.Lay(view, "token", "en", Noon);
        Assert.Contains($"<button>{button}</button>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>S7", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LinkState.Done)]
    [InlineData(LinkState.Used)]
    [InlineData(LinkState.Expired)]
    [InlineData(LinkState.TooLate)]
    [InlineData(LinkState.Forged)]
    public void What_cannot_act_has_no_button(object state)
    {
        foreach (var language in new[] { "en", "zh-Hans" })
            Assert.DoesNotContain("<form", LinkPage.Lay(new LinkView((LinkState)state, LinkAct.Resolve, Incident(Finding())), "token", language, Noon), StringComparison.Ordinal);
    }
}
