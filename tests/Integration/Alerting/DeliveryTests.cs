using FleetWatch.Alerting.Deliveries;
using FleetWatch.Contracts;
using FleetWatch.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Integration.Alerting;

public sealed class DeliveryTests(Servers servers) : IClassFixture<Servers>
{
    [Fact]
    public async Task What_fails_is_tried_again_until_it_works_and_every_attempt_is_recorded()
    {
        using var mail = new SmtpPeer();
        mail.Moods.Enqueue(SmtpMood.PutsOff);
        mail.Moods.Enqueue(SmtpMood.DropsInData);
        await using var alerting = await AlertingHost.Start(servers, mail);

        await alerting.Publish(Opened(Finding("f-retry", key: "S-retry")));
        var stream = await Eventually.Matches(() => alerting.Stream("f-retry"), happened => happened.OfType<PageSent>().Any(), "the page is sent");

        Assert.Equal([1, 2], stream.OfType<PageAttemptFailed>().Select(failed => failed.Attempt));
        Assert.Equal(3, Assert.Single(stream.OfType<PageSent>()).Attempt);
        Assert.Single(mail.Mails);
        Assert.Empty(await Kept(alerting));
    }

    [Fact]
    public async Task What_is_refused_is_given_up_and_kept()
    {
        using var mail = new SmtpPeer();
        mail.Moods.Enqueue(SmtpMood.Refuses);
        await using var alerting = await AlertingHost.Start(servers, mail);

        await alerting.Publish(Opened(Finding("f-refused", key: "S-refused")));
        var stream = await Eventually.Matches(() => alerting.Stream("f-refused"), happened => happened.OfType<PageGivenUp>().Any(), "it is given up");

        Assert.Contains("550", Assert.Single(stream.OfType<PageGivenUp>()).Error, StringComparison.Ordinal);
        Assert.Null(Assert.Single(await Kept(alerting)).DueAt);
        await Forget(alerting);
    }

    [Fact]
    public async Task A_death_between_hand_over_and_commit_skips_nothing()
    {
        using var mail = new SmtpPeer();
        mail.Moods.Enqueue(SmtpMood.FallsSilent);
        var hurry = new Dictionary<string, string?> { ["Alerting:Delivery:Timeout"] = "00:00:04", ["Alerting:Delivery:LeaseMargin"] = "00:00:01" };
        await using (var dying = await AlertingHost.Start(servers, mail, hurry))
        {
            await dying.Publish(Opened(Finding("f-dying", key: "S-dying")));
            await Eventually.True(() => mail.HasSilentMail, "the server has the mail and has not answered");
        }
        Assert.Empty(mail.Mails);

        await using var next = await AlertingHost.Start(servers, mail, hurry);
        var stream = await Eventually.Matches(() => next.Stream("f-dying"), happened => happened.OfType<PageSent>().Any(), "the next one sends it");
        Assert.Single(stream.OfType<PageDecided>());
        Assert.Single(mail.Mails);
    }

    [Fact]
    public async Task Two_instances_hand_each_page_over_once()
    {
        using var mail = new SmtpPeer();
        await using var one = await AlertingHost.Start(servers, mail);
        await using var other = await AlertingHost.Start(servers, mail);

        await one.Publish([.. Enumerable.Range(0, 40).Select(n => Opened(Finding($"f-two-{n}", key: $"S2{n:00}")))]);
        await Eventually.Matches(() => Kept(one), kept => kept.Count == 0 && mail.Mails.Count >= 40, "all are handed over");

        Assert.Equal(40, mail.Mails.Count);
        Assert.Equal(40, mail.Mails.Select(message => message.MessageId).Distinct().Count());
    }

    private static async Task<IReadOnlyList<Delivery>> Kept(AlertingHost alerting)
    {
        await using var session = alerting.Services.GetRequiredService<IDocumentStore>().QuerySession("acme");
        return await session.Query<Delivery>().ToListAsync();
    }

    private static async Task Forget(AlertingHost alerting)
    {
        await using var session = alerting.Services.GetRequiredService<IDocumentStore>().LightweightSession("acme");
        session.DeleteWhere<Delivery>(_ => true);
        await session.SaveChangesAsync();
    }
}
