using FleetWatch.Alerting.Channels;
using FleetWatch.Alerting.Channels.Email;
using FleetWatch.Smtp;
using FleetWatch.Support;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using Xunit;
using static FleetWatch.Unit.Alerting.Deliveries;

namespace FleetWatch.Unit.Alerting;

public sealed class EmailChannelTests : IDisposable
{
    private readonly SmtpPeer peer = new();

    public void Dispose() => peer.Dispose();

    [Fact]
    public async Task What_the_server_takes_is_delivered_as_text_and_html()
    {
        Assert.IsType<Delivered>(await Channel().Send(Message(), English, default));

        var mail = Assert.Single(peer.Mails);
        var body = Assert.IsType<MultipartAlternative>(mail.Body);
        Assert.Equal(["text/plain", "text/html"], body.Select(part => part.ContentType.MimeType));
        Assert.Equal("auto-generated", mail.Headers[HeaderId.AutoSubmitted]);
        Assert.Contains("Site network down: site S0007", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("<h1", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chinese_arrives_as_it_was_written()
    {
        await Channel().Send(Message(Chinese), Chinese, default);
        var mail = Assert.Single(peer.Mails);
        Assert.Contains("门店网络中断", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("请先这样做", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_attempt_is_the_same_mail_and_another_page_of_the_incident_is_in_the_same_thread()
    {
        await Channel().Send(Message(), English, default);
        await Channel().Send(Message(), English, default);
        await Channel().Send(Message(English, Delivery() with { Id = "another" }), English, default);

        var (first, again, other) = (peer.Mails.ElementAt(0), peer.Mails.ElementAt(1), peer.Mails.ElementAt(2));
        Assert.Equal(first.MessageId, again.MessageId);
        Assert.NotEqual(first.MessageId, other.MessageId);
        Assert.Equal(first.References, other.References);
    }

    [Fact]
    public async Task The_same_page_of_two_organisations_is_two_mails()
    {
        await Channel().Send(Message(), English, default);
        await Channel().Send(Message() with { Organisation = "other" }, English, default);
        Assert.Equal(2, peer.Mails.Select(mail => mail.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task What_is_put_off_is_tried_later()
    {
        peer.Moods.Enqueue(SmtpMood.PutsOff);
        Assert.Contains("451", Assert.IsType<RetryLater>(await Channel().Send(Message(), English, default)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_is_not_tried_again()
    {
        peer.Moods.Enqueue(SmtpMood.Refuses);
        Assert.Contains("550", Assert.IsType<Refused>(await Channel().Send(Message(), English, default)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_lost_in_the_middle_is_tried_later()
    {
        peer.Moods.Enqueue(SmtpMood.DropsInData);
        Assert.IsType<RetryLater>(await Channel().Send(Message(), English, default));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_later()
    {
        var port = peer.Port;
        peer.Dispose();
        Assert.IsType<RetryLater>(await Channel(port).Send(Message(), English, default));
    }

    [Fact]
    public async Task A_server_without_the_demanded_encryption_gets_nothing()
    {
        Assert.IsType<RetryLater>(await Channel(security: SecureSocketOptions.StartTls).Send(Message(), English, default));
        Assert.Empty(peer.Mails);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_left_at_the_deadline()
    {
        peer.Moods.Enqueue(SmtpMood.FallsSilent);
        using var deadline = new CancellationTokenSource();
        var sending = Channel().Send(Message(), English, deadline.Token);
        await Eventually.True(() => peer.HasSilentMail, "the server has the mail and says nothing");
        await deadline.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("")]
    [InlineData("a@")]
    public void What_is_no_mailbox_is_refused_at_the_start(string address) => Assert.NotNull(Channel().Refuse(address));

    private EmailChannel Channel(int? port = null, SecureSocketOptions security = SecureSocketOptions.None) => new(Options.Create(
        new SmtpSettings { Host = "127.0.0.1", Port = port ?? peer.Port, Security = security, From = "FleetWatch <fleetwatch@example.org>" }));
}
