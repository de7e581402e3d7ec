using System.Net;
using System.Text.Json;
using FleetWatch.Alerting.Channels;
using FleetWatch.Alerting.Channels.Http;
using FleetWatch.Alerting.Channels.Webhook;
using FleetWatch.Incidents;
using FleetWatch.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static FleetWatch.Unit.Alerting.Deliveries;

namespace FleetWatch.Unit.Alerting;

public sealed class WebhookChannelTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private readonly FakeTimeProvider clock = new(FleetWatch.Support.Findings.Noon);

    [Fact]
    public async Task A_page_arrives_signed_and_with_its_idempotency_key()
    {
        await using var peer = await HttpPeer.Start();
        Assert.Equal(new Delivered(Arrived: true), await Channel(peer.Address).Send(Message(), To(peer.Address), default));

        var (headers, body) = Assert.Single(peer.Received);
        Assert.Equal(Signature.Timestamp(clock.GetUtcNow()), headers["X-FleetWatch-Timestamp"]);
        Assert.Equal(Signature.Of(Secret, clock.GetUtcNow(), body), headers["X-FleetWatch-Signature"]);
        using var json = JsonDocument.Parse(body);
        Assert.Equal(headers["Idempotency-Key"], json.RootElement.GetProperty("id").GetString());
        var incident = json.RootElement.GetProperty("pages")[0].GetProperty("incident");
        Assert.Equal("site", incident.GetProperty("scope").GetProperty("kind").GetString());
        Assert.Equal("site-network", incident.GetProperty("cause").GetString());
    }

    [Theory]
    [InlineData(200, typeof(Delivered))]
    [InlineData(204, typeof(Delivered))]
    [InlineData(408, typeof(RetryLater))]
    [InlineData(429, typeof(RetryLater))]
    [InlineData(500, typeof(RetryLater))]
    [InlineData(503, typeof(RetryLater))]
    [InlineData(400, typeof(Refused))]
    [InlineData(404, typeof(Refused))]
    [InlineData(410, typeof(Refused))]
    public async Task The_answer_decides_what_follows(int status, Type expected)
    {
        await using var peer = await HttpPeer.Start();
        peer.Answers.Enqueue((status, null, null));
        Assert.IsType(expected, await Channel(peer.Address).Send(Message(), To(peer.Address), default));
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Thu, 05 Nov 2026 12:01:30 GMT", 90)]
    public async Task The_receiver_says_how_long_to_wait(string retryAfter, int seconds)
    {
        await using var peer = await HttpPeer.Start();
        peer.Answers.Enqueue((503, "Retry-After", retryAfter));
        var answer = Assert.IsType<RetryLater>(await Channel(peer.Address).Send(Message(), To(peer.Address), default));
        Assert.Equal(TimeSpan.FromSeconds(seconds), answer.After);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var peer = await HttpPeer.Start();
        peer.Answers.Enqueue((302, "Location", peer.Address));
        Assert.IsType<Refused>(await Channel(peer.Address).Send(Message(), To(peer.Address), default));
        Assert.Single(peer.Received);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task The_own_network_is_out_of_reach_unless_allowed(string host)
    {
        await using var peer = await HttpPeer.Start();
        var address = peer.Address.Replace("127.0.0.1", host, StringComparison.Ordinal);
        var answer = Assert.IsType<Refused>(await Channel(address, allowPrivate: false).Send(Message(), To(address), default));
        Assert.Contains("own network", answer.Error, StringComparison.Ordinal);
        Assert.Empty(peer.Received);
    }

    [Fact]
    public async Task A_receiver_that_is_not_there_is_tried_later()
    {
        var peer = await HttpPeer.Start();
        var address = peer.Address;
        await peer.DisposeAsync();
        Assert.IsType<RetryLater>(await Channel(address).Send(Message(), To(address), default));
    }

    [Fact]
    public void A_signature_is_that_of_RFC_2104_over_timestamp_and_body() =>
        // Computed with: printf '1793880000.{}' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
        Assert.Equal("v1=b50b462e6e58d7b7180dadfb570d59884a7d11d43f712bc977d6c651f369b144", Signature.Of(Secret, clock.GetUtcNow(), "{}"u8));

    [Theory]
    [InlineData("ftp://example.org/x", "web address")]
    [InlineData("https://user:pass@example.org/x", "password")]
    [InlineData("http://example.org/x", "plain http")]
    [InlineData("https://elsewhere.example/x", "no secret")]
    public void What_cannot_be_called_is_refused_at_the_start(string address, string because) =>
        Assert.Contains(because, Channel("https://example.org/x", allowHttp: false).Refuse(address), StringComparison.Ordinal);

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2606:4700::1111", true)]
    public void Only_the_public_internet_is_public(string address, bool isPublic) =>
        Assert.Equal(isPublic, TargetGuard.IsPublic(IPAddress.Parse(address)));

    private static Recipient To(string address) => new() { Channel = "webhook", Address = address };

    private IChannel Channel(string address, bool allowPrivate = true, bool allowHttp = true)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Alerting:Targets:PrivateHosts:0"] = allowPrivate ? "127.0.0.1" : "elsewhere",
            ["Alerting:Targets:AllowPlainHttp"] = $"{allowHttp}",
            ["Alerting:Webhook:Secrets:0:Address"] = address,
            ["Alerting:Webhook:Secrets:0:Secret"] = Secret,
        }).Build();
        return new ServiceCollection().AddSingleton<TimeProvider>(clock).AddWebhook(settings).BuildServiceProvider().GetRequiredService<IChannel>();
    }
}
