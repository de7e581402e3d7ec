using FleetWatch.Alerting.Channels;
using FleetWatch.Alerting.Channels.Alertmanager;
using FleetWatch.Alerting.Channels.DingTalk;
using FleetWatch.Alerting.Channels.Feishu;
using FleetWatch.Alerting.Channels.Http;
using FleetWatch.Alerting.Channels.PagerDuty;
using FleetWatch.Alerting.Channels.Slack;
using FleetWatch.Alerting.Channels.Teams;
using FleetWatch.Alerting.Channels.WeCom;
using FleetWatch.Alerting.Pages;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using FleetWatch.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static FleetWatch.Support.Findings;
using static FleetWatch.Unit.Alerting.Deliveries;

namespace FleetWatch.Unit.Alerting;

public sealed class ChatChannelTests
{
    private static readonly FakeTimeProvider Clock = new(Noon);

    internal static readonly Dictionary<string, Func<HttpCall, HttpReply>> Apis = new()
    {
        ["slack"] = ChatPeers.Slack,
        ["teams"] = ChatPeers.Teams,
        ["wecom"] = ChatPeers.WeCom,
        ["dingtalk"] = call => ChatPeers.DingTalk(call, Noon),
        ["feishu"] = call => ChatPeers.Feishu(call, Noon),
        ["pagerduty"] = ChatPeers.PagerDuty,
        ["alertmanager"] = _ => new HttpReply(200),
    };

    public static TheoryData<string> Names() => [.. Apis.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_page_is_taken_in_both_languages_and_says_what_to_do(string name)
    {
        await using var peer = await HttpPeer.Start(Apis[name]);
        Assert.Equal(new Delivered(), await Send(name, peer, Message(English, Delivery(Magnet()))));
        Assert.Equal(new Delivered(), await Send(name, peer, Message(Chinese, Delivery(Magnet()))));
        Assert.Contains("Look for what is new beside the tills", peer.Calls.First().Body, StringComparison.Ordinal);
        Assert.Contains("磁场干扰", peer.Calls.Last().Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_digest_of_many_pages_is_cut_to_what_is_taken(string name)
    {
        await using var peer = await HttpPeer.Start(Apis[name]);
        var pages = Enumerable.Range(0, 120).Select(n => Delivery(Finding($"f-{n}", kind: ScopeKind.CarrierRegion, key: $"中国移动-{n}/广东省深圳市南山区"), digest: "d"));
        Assert.Equal(new Delivered(), await Send(name, peer, Message(Chinese, [.. pages])));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_wrong_with_FleetWatch_itself_is_told_once_begun_and_once_over(string name)
    {
        await using var peer = await HttpPeer.Start(Apis[name]);
        Assert.Equal(new Delivered(), await Send(name, peer, MessageCases.Watch(English, over: false)));
        Assert.Equal(new Delivered(), await Send(name, peer, MessageCases.Watch(English, over: true)));
        Assert.Equal(2, peer.Calls.Count);
        Assert.Contains("The feed of acme has been silent for 90 min", peer.Calls.First().Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_limit_is_waited_out_as_long_as_was_asked(string name)
    {
        await using var peer = await HttpPeer.Start(_ => new HttpReply(429, "", 33));
        Assert.Equal(TimeSpan.FromSeconds(33), Assert.IsType<RetryLater>(await Send(name, peer, Message())).After);
    }

    [Theory]
    [InlineData("slack", 404, "no_service")]
    [InlineData("slack", 410, "channel_is_archived")]
    [InlineData("slack", 200, "<html>")]
    [InlineData("teams", 400, "")]
    [InlineData("wecom", 200, """{"errcode":93000}""")]
    [InlineData("wecom", 200, "<html>")]
    [InlineData("dingtalk", 200, """{"errcode":310000}""")]
    [InlineData("feishu", 200, """{"code":19024}""")]
    [InlineData("feishu", 400, """{"code":19001}""")]
    [InlineData("pagerduty", 400, """{"status":"invalid event"}""")]
    [InlineData("alertmanager", 302, "")]
    public async Task What_will_never_work_is_not_tried_again(string name, int status, string body)
    {
        await using var peer = await HttpPeer.Start(_ => new HttpReply(status, body));
        Assert.IsType<Refused>(await Send(name, peer, Message()));
    }

    [Theory]
    [InlineData("slack", 500, "rollup_error")]
    [InlineData("teams", 502, "")]
    [InlineData("wecom", 200, """{"errcode":-1}""")]
    [InlineData("wecom", 200, """{"errcode":45009}""")]
    [InlineData("dingtalk", 200, """{"errcode":130101}""")]
    [InlineData("feishu", 200, """{"code":11232}""")]
    [InlineData("feishu", 400, """{"code":11232}""")]
    [InlineData("pagerduty", 500, "")]
    public async Task What_may_work_later_is_tried_later(string name, int status, string body)
    {
        await using var peer = await HttpPeer.Start(_ => new HttpReply(status, body));
        Assert.IsType<RetryLater>(await Send(name, peer, Message()));
    }

    [Fact]
    public async Task PagerDuty_resolves_under_the_key_that_it_was_triggered_under()
    {
        await using var peer = await HttpPeer.Start(ChatPeers.PagerDuty);
        await Send("pagerduty", peer, Message());
        await Send("pagerduty", peer, Message(English, Delivery(kind: PageKind.Acknowledged, reason: PageReason.TakenOn)));
        await Send("pagerduty", peer, Message(English, Delivery(kind: PageKind.Resolved, reason: PageReason.Over)));
        Assert.Equal(["trigger", "acknowledge", "resolve"], peer.Calls.Select(call => call.Json.GetProperty("event_action").GetString()));
        Assert.Single(peer.Calls.Select(call => call.Json.GetProperty("dedup_key").GetString()).Distinct());
    }

    [Fact]
    public async Task A_digest_of_more_events_than_PagerDuty_takes_in_a_minute_goes_on_behind_the_last_that_was_taken()
    {
        var minute = 0;
        await using var peer = await HttpPeer.Start(call => Interlocked.Increment(ref minute) > 120 ? new HttpReply(429) : ChatPeers.PagerDuty(call));
        var channel = Channel("pagerduty", peer.Address);
        var digest = Message(English, [.. Enumerable.Range(0, 200).Select(n => Delivery(Finding($"f-{n}"), digest: "d"))]);
        var to = new Recipient { Channel = "pagerduty", Address = "noc" };
        Assert.Equal(TimeSpan.FromSeconds(30), Assert.IsType<RetryLater>(await channel.Send(digest, to, default)).After);
        minute = 0;
        Assert.Equal(new Delivered(), await channel.Send(digest, to, default));
        Assert.Equal(201, peer.Calls.Count);
        Assert.Equal(200, peer.Calls.Select(call => call.Json.GetProperty("dedup_key").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Feishu_says_in_its_own_header_how_long_to_wait()
    {
        await using var peer = await HttpPeer.Start();
        peer.Answers.Enqueue((429, "x-ogw-ratelimit-reset", "52"));
        Assert.Equal(TimeSpan.FromSeconds(52), Assert.IsType<RetryLater>(await Send("feishu", peer, Message())).After);
    }

    [Fact]
    public async Task A_receiver_of_Alertmanager_finds_what_it_reads()
    {
        await using var peer = await HttpPeer.Start();
        await Send("alertmanager", peer, Message());
        var (call, body) = (peer.Calls.Single(), peer.Calls.Single().Json);
        Assert.Equal(("4", "firing", $"Bearer {ChatPeers.Secret}"), (body.GetProperty("version").GetString(), body.GetProperty("status").GetString(), call.Headers["Authorization"]));
        var alert = body.GetProperty("alerts")[0];
        Assert.Equal("site-network", alert.GetProperty("labels").GetProperty("alertname").GetString());
        Assert.Equal("0001-01-01T00:00:00Z", alert.GetProperty("endsAt").GetString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_destination_that_is_not_configured_is_refused_at_the_start(string name) =>
        Assert.Contains($"Alerting:Channels:{name}:nowhere", Channel(name, "https://example.org/x").Refuse("nowhere"), StringComparison.Ordinal);

    /// <summary>What is sent for a message; the first of it, where it is more than one request.</summary>
    internal static async Task<string> Sent(string name, Message message)
    {
        await using var peer = await HttpPeer.Start(Apis[name]);
        await Send(name, peer, message);
        return peer.Calls.First().Body;
    }

    private static Task<HandOver> Send(string name, HttpPeer peer, Message message)
    {
        var channel = Channel(name, name is "wecom" or "dingtalk" ? $"{peer.Address}?key=k" : peer.Address);
        Assert.Null(channel.Refuse("noc"));
        return channel.Send(message, new Recipient { Channel = name, Address = "noc" }, default);
    }

    private static IChannel Channel(string name, string url)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Alerting:Targets:PrivateHosts:0"] = "127.0.0.1",
            ["Alerting:Targets:AllowPlainHttp"] = "true",
            [$"Alerting:Channels:{name}:noc:Url"] = url,
            [$"Alerting:Channels:{name}:noc:Secret"] = name == "pagerduty" ? new string('k', 32) : ChatPeers.Secret,
        }).Build();
        var services = new ServiceCollection().AddSingleton<TimeProvider>(Clock);
        services = name switch
        {
            "slack" => services.AddHttpChannel<SlackChannel>(settings, name),
            "teams" => services.AddHttpChannel<TeamsChannel>(settings, name),
            "wecom" => services.AddHttpChannel<WeComChannel>(settings, name),
            "dingtalk" => services.AddHttpChannel<DingTalkChannel>(settings, name),
            "feishu" => services.AddHttpChannel<FeishuChannel>(settings, name),
            "pagerduty" => services.AddHttpChannel<PagerDutyChannel>(settings, name),
            _ => services.AddHttpChannel<AlertmanagerChannel>(settings, name),
        };
        return services.BuildServiceProvider().GetRequiredService<IChannel>();
    }
}
