using FleetWatch.Alerting.Channels;
using FleetWatch.Alerting.Channels.Sms;
using FleetWatch.Alerting.Pages;
using FleetWatch.Incidents;
using FleetWatch.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static FleetWatch.Unit.Alerting.Deliveries;

namespace FleetWatch.Unit.Alerting;

public sealed class SmsChannelTests
{
    private static readonly Recipient Phone = new() { Channel = "sms", Address = "+8613800138000" };

    [Fact]
    public async Task A_text_is_posted_as_the_gateway_wants_it()
    {
        await using var peer = await HttpPeer.Start(_ => new HttpReply(200, """{"status":"accepted"}"""));
        Assert.Equal(new Delivered(), await Channel(peer).Send(Message(English, Delivery(Magnet())), Phone, default));
        var call = peer.Calls.Single();
        Assert.Equal("Key s3cret", call.Headers["Authorization"]);
        Assert.Equal("+8613800138000", call.Json.GetProperty("to").GetString());
        Assert.StartsWith("Major: Magnetic interference, site S00019, since", call.Json.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quote_in_the_text_does_not_break_the_body()
    {
        await using var peer = await HttpPeer.Start(_ => new HttpReply(200, "accepted"));
        await Channel(peer).Send(Message(English, Delivery(FleetWatch.Support.Findings.Finding(key: "a\"b\\c{secret}"))), Phone, default);
        Assert.Contains("a\"b\\c{secret}", peer.Calls.Single().Json.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_says_no_in_a_success_is_heard()
    {
        await using var peer = await HttpPeer.Start(_ => new HttpReply(200, """{"status":"no credit"}"""));
        Assert.IsType<RetryLater>(await Channel(peer).Send(Message(), Phone, default));
    }

    [Theory]
    [InlineData("13800138000")]
    [InlineData("+0123456789")]
    [InlineData("noc@example.org")]
    public async Task What_is_no_number_is_refused_at_the_start(string address)
    {
        await using var peer = await HttpPeer.Start();
        Assert.NotNull(Channel(peer).Refuse(address));
    }

    [Theory]
    [InlineData('a', 160, 1)]
    [InlineData('a', 161, 2)]
    [InlineData('a', 306, 2)]
    [InlineData('a', 307, 3)]
    [InlineData('€', 80, 1)]
    [InlineData('€', 81, 2)]
    [InlineData('门', 70, 1)]
    [InlineData('门', 71, 2)]
    [InlineData('门', 135, 3)]
    public void A_text_costs_what_the_standard_says(char character, int count, int parts) =>
        Assert.Equal(parts, SmsText.Parts(new string(character, count)));

    [Theory]
    [InlineData("en", 1)]
    [InlineData("en", 2)]
    [InlineData("zh-Hans", 1)]
    [InlineData("zh-Hans", 2)]
    public void What_does_not_fit_is_cut_from_the_words_never_from_the_link(string language, int parts)
    {
        var link = $"https://fw.example/l/{new string('x', 30)}";
        var page = Message(English with { Language = language }, Delivery(Magnet())).Content with { Actions = [new PageAction("go", link)] };
        var text = SmsText.Of(page with { Short = string.Concat(Enumerable.Repeat(page.Short, 3)) }, parts);
        Assert.EndsWith(link, text, StringComparison.Ordinal);
        Assert.Equal(parts, SmsText.Parts(text));
    }

    private static IChannel Channel(HttpPeer peer)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Alerting:Targets:PrivateHosts:0"] = "127.0.0.1",
            ["Alerting:Targets:AllowPlainHttp"] = "true",
            ["Alerting:Sms:Url"] = peer.Address,
            ["Alerting:Sms:Headers:Authorization"] = "Key {secret}",
            ["Alerting:Sms:Secret"] = "s3cret",
            ["Alerting:Sms:Accepted"] = "accepted",
        }).Build();
        return new ServiceCollection().AddSingleton(TimeProvider.System).AddSms(settings).BuildServiceProvider().GetRequiredService<IChannel>();
    }
}
