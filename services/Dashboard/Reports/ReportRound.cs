using System.Diagnostics;
using FleetWatch.Dashboard.Feed;
using FleetWatch.Reporting.Facts;
using FleetWatch.Reporting.Weekly;
using FleetWatch.Smtp;
using Microsoft.Extensions.Options;

namespace FleetWatch.Dashboard.Reports;

/// <summary>
/// Sends what is due to one organisation's subscribers. A mail is put down as due once a subscription and week; an attempt is claimed in the
/// database before the mail server hears of it, so that of any number of instances one makes it. When an instance dies between the server's
/// answer and the note of it, the claim runs out and the same mail goes a second time, under the same id.
/// </summary>
internal sealed partial class ReportRound(SubscriptionBook subscriptions, ReportMails mails, ReportBook book, ReportLetter letters, IOptions<SmtpSettings> server,
    IOptions<ReportMailOptions> options, TimeProvider clock, ILogger<ReportRound> logger)
{
    /// <summary>Longer than an attempt can take.</summary>
    public static readonly TimeSpan ClaimFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AttemptFor = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(2);

    /// <summary>False: no mail server is set up, and nothing is due until one is.</summary>
    public bool HasServer => server.Value.Host.Length > 0;

    public async Task Run(KnownOrganisation organisation, CancellationToken ct)
    {
        if (!HasServer)
            return;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(organisation.TimeZone);
        var all = (await subscriptions.All(organisation.Id, ct)).ToDictionary(one => one.Id);
        await mails.Queue(organisation.Id, [.. all.Values.SelectMany(one => DueReport.Of(one, zone, clock.GetUtcNow()).Select(due => (one.Id, due)))], ct);
        var waiting = await mails.Waiting(organisation.Id, clock.GetUtcNow(), ct);
        foreach (var stopped in waiting.Select(mail => mail.Subscription).Where(id => !all.ContainsKey(id)).Distinct())
            await mails.Forget(organisation.Id, stopped, ct);
        foreach (var week in waiting.Where(mail => all.ContainsKey(mail.Subscription)).GroupBy(mail => mail.Week))
        {
            var told = ReportWeek.Parse(week.Key, zone) ?? throw new InvalidOperationException($"{week.Key} is no week.");
            var reports = await book.Of(organisation, told, [.. week.Select(mail => all[mail.Subscription].Scope)], ct);
            foreach (var mail in week)
                await Attempt(organisation, mail, all[mail.Subscription], reports[all[mail.Subscription].Scope], ct);
        }
    }

    /// <summary>When the next attempt is made after so many.</summary>
    public static TimeSpan Pause(int attempts) => attempts > 10 || FirstPause * Math.Pow(2, attempts - 1) is var pause && pause > LongestPause ? LongestPause : pause;

    private static TimeSpan TriedFor(int attempts) => Enumerable.Range(1, attempts - 1).Aggregate(TimeSpan.Zero, (sum, attempt) => sum + Pause(attempt));

    private async Task Attempt(KnownOrganisation organisation, ReportMailRow mail, Subscription subscription, WeekReport report, CancellationToken ct)
    {
        using var letter = letters.Lay(report, subscription, organisation, server.Value, options.Value.Address, clock.GetUtcNow());
        if (!await mails.Claim(organisation.Id, mail, clock.GetUtcNow() + ClaimFor, ct))
            return;
        var answer = await HandOver(letter, ct);
        var now = clock.GetUtcNow();
        var claimed = mail with { Attempts = mail.Attempts + 1 };
        var state = answer.Fate switch
        {
            SmtpFate.Taken => MailState.Sent,
            SmtpFate.Refused => MailState.Failed,
            SmtpFate.Later => TriedFor(claimed.Attempts) >= options.Value.TryFor ? MailState.Failed : MailState.Queued,
            _ => throw new UnreachableException(),
        };
        await mails.Settle(organisation.Id, claimed, state, now + Pause(claimed.Attempts), answer.Error.Length == 0 ? null : answer.Error, now, CancellationToken.None);
        if (state != MailState.Sent)
            LogPutOff(organisation.Id, mail.Subscription, mail.Week, state, answer.Error);
    }

    private async Task<SmtpAnswer> HandOver(MimeKit.MimeMessage letter, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(AttemptFor, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        try
        {
            return await SmtpServer.Send(letter, server.Value, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new SmtpAnswer(SmtpFate.Later, "The mail server did not answer in time.");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The report of {Week} for subscription {Subscription} of {Organisation} is {State}: {Reason}")]
    private partial void LogPutOff(string organisation, Guid subscription, string week, MailState state, string reason);
}
