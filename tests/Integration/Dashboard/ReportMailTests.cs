using FleetWatch.Dashboard.Feed;
using FleetWatch.Dashboard.Reports;
using FleetWatch.Reporting.Weekly;
using FleetWatch.Smtp;
using FleetWatch.Support;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Xunit;

namespace FleetWatch.Integration.Dashboard;

/// <summary>The weekly mail on real PostgreSQL, handed to a mail server: once a subscription and week, whatever dies.</summary>
public sealed class ReportMailTests(Servers servers) : IClassFixture<Servers>, IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);
    private readonly SmtpPeer peer = new();
    private readonly FakeTimeProvider clock = new(Monday.AddHours(9));
    private readonly KnownOrganisation organisation = new() { Id = $"org{Guid.NewGuid():N}"[..12], Name = "Acme Payments", TimeZone = "Asia/Shanghai" };
    private WebApplication app = null!; // InitializeAsync sets it.

    public async Task InitializeAsync() => app = await Instance();

    public async Task DisposeAsync() => await app.DisposeAsync();

    public void Dispose() => peer.Dispose();

    [Fact]
    public async Task A_mail_has_text_html_and_pdf_and_says_how_to_get_no_more()
    {
        await Subscribe(Make("li@example.org") with { Language = "zh-Hans", Name = "李雷" });
        clock.SetUtcNow(Monday.AddDays(7).AddHours(1));
        await Run();

        var mail = Assert.Single(peer.Mails);
        Assert.Equal("李雷", mail.To.Mailboxes.Single().Name);
        Assert.Contains("2026-W45", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("停止订阅", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("https://fleetwatch.example/reports/mail", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal("<https://fleetwatch.example/reports/mail>", mail.Headers[HeaderId.ListUnsubscribe]);
        Assert.All(mail.Attachments, one => Assert.Equal("fleet-health-2026-W45.pdf", one.ContentDisposition!.FileName)); // An attachment has one.
    }

    [Fact]
    public async Task What_became_due_while_the_service_was_down_is_caught_up_once()
    {
        await Subscribe(Make("li@example.org"));
        clock.SetUtcNow(Monday.AddDays(22));
        await Run();
        await Run();
        clock.Advance(TimeSpan.FromDays(2));
        await Run();

        Assert.Equal(["2026-W45", "2026-W46", "2026-W47"], peer.Mails.Select(Week));
    }

    [Fact]
    public async Task After_the_clocks_were_changed_it_comes_at_the_same_hour_of_the_day()
    {
        var berlin = organisation with { TimeZone = "Europe/Berlin" };
        // The Sunday before is the last one in March: 08:00 was 07:00 UTC and is 06:00 UTC now.
        clock.SetUtcNow(new DateTimeOffset(2027, 3, 29, 5, 59, 0, TimeSpan.Zero));
        await Subscribe(Make("li@example.org") with { FirstWeek = "2027-W12" });
        await Run(berlin);
        Assert.Empty(peer.Mails);

        clock.Advance(TimeSpan.FromMinutes(1));
        await Run(berlin);
        clock.Advance(TimeSpan.FromHours(1));
        await Run(berlin);

        Assert.Contains("2027-W12", Assert.Single(peer.Mails).Subject, StringComparison.Ordinal);
        Assert.Contains("167 hours", peer.Mails.Single().TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instance_that_dies_between_claim_and_hand_over_delays_the_mail_and_loses_none()
    {
        await Subscribe(Make("li@example.org"));
        clock.SetUtcNow(Monday.AddDays(7).AddHours(1));
        await ClaimAndDie();
        await Run();
        Assert.Empty(peer.Mails);

        clock.Advance(ReportRound.ClaimFor);
        await Run();
        await Run();

        Assert.Single(peer.Mails);
        Assert.Equal((MailState.Sent, 2), await State());
    }

    [Fact]
    public async Task An_instance_that_dies_before_it_notes_what_the_server_took_sends_the_same_mail_again()
    {
        var subscription = await Subscribe(Make("li@example.org"));
        clock.SetUtcNow(Monday.AddDays(7).AddHours(1));
        var (week, services) = (DueReport.Of(subscription, Zone, clock.GetUtcNow()).Single().Week, app.Services);
        await ClaimAndDie();
        var report = await services.GetRequiredService<ReportBook>().Of(organisation, week, subscription.Scope, default);
        var settings = services.GetRequiredService<IOptions<SmtpSettings>>().Value;
        using (var letter = services.GetRequiredService<ReportLetter>().Lay(report, subscription, organisation, settings, null, clock.GetUtcNow()))
            Assert.Equal(SmtpFate.Taken, (await SmtpServer.Send(letter, settings, default)).Fate);

        clock.Advance(ReportRound.ClaimFor);
        await Run();

        Assert.Equal(2, peer.Mails.Count);
        Assert.Single(peer.Mails.Select(mail => mail.MessageId).Distinct());
    }

    [Fact]
    public async Task Two_instances_at_the_same_moment_send_each_mail_once()
    {
        for (var at = 0; at < 12; at++)
            await Subscribe(Make($"reader-{at}@example.org"));
        clock.SetUtcNow(Monday.AddDays(14).AddHours(1));
        await using var other = await Instance();

        await Task.WhenAll(Task.Run(() => Run()), Task.Run(() => Run(organisation, other)), Task.Run(() => Run()), Task.Run(() => Run(organisation, other)));

        Assert.Equal(24, peer.Mails.Count);
        Assert.Equal(24, peer.Mails.Select(mail => mail.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task What_the_server_puts_off_is_tried_again_later_and_what_it_refuses_is_given_up()
    {
        peer.Moods.Enqueue(SmtpMood.PutsOff);
        peer.Moods.Enqueue(SmtpMood.DropsInData);
        await Subscribe(Make("li@example.org"));
        clock.SetUtcNow(Monday.AddDays(7).AddHours(1));
        await Run();
        await Run();
        Assert.Equal((MailState.Queued, 1), await State());
        clock.Advance(ReportRound.Pause(1));
        await Run();
        clock.Advance(ReportRound.Pause(1));
        await Run();
        Assert.Equal((MailState.Queued, 2), await State());
        clock.Advance(ReportRound.Pause(2));
        await Run();
        Assert.Equal((MailState.Sent, 3), await State());

        peer.Moods.Enqueue(SmtpMood.Refuses);
        clock.SetUtcNow(Monday.AddDays(14).AddHours(1));
        await Run();
        clock.Advance(TimeSpan.FromHours(5));
        await Run();
        Assert.Equal((MailState.Failed, 1), await State());
        Assert.Single(peer.Mails);
    }

    [Fact]
    public async Task Who_was_stopped_gets_no_more_and_another_day_brings_no_second_mail_of_a_week()
    {
        var (moved, stopped) = (await Subscribe(Make("moved@example.org")), await Subscribe(Make("stopped@example.org")));
        clock.SetUtcNow(Monday.AddDays(7).AddHours(1));
        await Run();
        await Subscribe(moved with { Day = DayOfWeek.Wednesday });
        await Run();
        await using (var session = app.Services.GetRequiredService<IDocumentStore>().LightweightSession(organisation.Id))
        {
            session.Delete<Subscription>(stopped.Id);
            await session.SaveChangesAsync();
        }
        clock.SetUtcNow(Monday.AddDays(20));
        await Run();

        Assert.Equal(["2026-W45", "2026-W46"], peer.Mails.Where(mail => mail.To.ToString().Contains("moved", StringComparison.Ordinal)).Select(Week));
        Assert.Single(peer.Mails, mail => mail.To.ToString().Contains("stopped", StringComparison.Ordinal));
    }

    private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(organisation.TimeZone);

    private static string Week(MimeMessage mail) => mail.Subject![^8..]; // It has one.

    private Subscription Make(string address) => new()
    {
        Id = Guid.NewGuid(),
        Address = address,
        Scope = new ReportScope(ReportScopeKind.Organisation, organisation.Name),
        Day = DayOfWeek.Monday,
        Hour = 8,
        Language = "en",
        MadeBy = "Li",
        FirstWeek = DueReport.First(DayOfWeek.Monday, 8, Zone, clock.GetUtcNow()).Name,
    };

    private async Task<Subscription> Subscribe(Subscription subscription)
    {
        await using var session = app.Services.GetRequiredService<IDocumentStore>().LightweightSession(organisation.Id);
        session.Store(subscription);
        await session.SaveChangesAsync();
        return subscription;
    }

    private Task Run() => Run(organisation);

    private Task Run(KnownOrganisation of, WebApplication? instance = null) => (instance ?? app).Services.GetRequiredService<ReportRound>().Run(of, default);

    private async Task ClaimAndDie()
    {
        var mails = app.Services.GetRequiredService<ReportMails>();
        var subscriptions = await app.Services.GetRequiredService<SubscriptionBook>().All(organisation.Id, default);
        await mails.Queue(organisation.Id, [.. subscriptions.SelectMany(one => DueReport.Of(one, Zone, clock.GetUtcNow()).Select(due => (one.Id, due)))], default);
        var mail = Assert.Single(await mails.Waiting(organisation.Id, clock.GetUtcNow(), default));
        Assert.True(await mails.Claim(organisation.Id, mail, clock.GetUtcNow() + ReportRound.ClaimFor, default));
        Assert.False(await mails.Claim(organisation.Id, mail, clock.GetUtcNow() + ReportRound.ClaimFor, default));
    }

    private async Task<(MailState, int)> State() =>
        Assert.Single(await app.Services.GetRequiredService<ReportMails>().Latest(organisation.Id, default)) is var mail ? (mail.State, mail.Attempts) : default;

    private Task<WebApplication> Instance() => StoredFortnight.Started(servers, clock, new Dictionary<string, string?>
    {
        ["Dashboard:Mail:Host"] = "127.0.0.1",
        ["Dashboard:Mail:Port"] = $"{peer.Port}",
        ["Dashboard:Mail:Security"] = "None",
        ["Dashboard:Mail:From"] = "FleetWatch <fleetwatch@example.org>",
        ["Dashboard:Reports:Address"] = "https://fleetwatch.example",
    });
}
