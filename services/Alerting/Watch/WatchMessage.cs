using System.Globalization;
using FleetWatch.Alerting.Pages;
using FleetWatch.Contracts;
using FleetWatch.Explaining;
using FleetWatch.Incidents;

namespace FleetWatch.Alerting.Watch;

/// <summary>The words of a page about FleetWatch itself: the same message as any other, without an incident.</summary>
internal static class WatchMessage
{
    public static Message Of(WatchNews news, Recipient to, DateTimeOffset now)
    {
        var words = PageWords.For(to.Language, to.TimeZone);
        var trouble = news.Trouble;
        var what = words.Say($"watch.{trouble.Worst.Kind}", ("of", trouble.Worst.Of), ("value", trouble.Worst.Value), ("time", Span(trouble.Worst.Value, words)));
        var began = Began(trouble);
        var since = words.Time(began, now);
        var subject = words.Say(news.Over ? "watch.over" : "watch.begun", ("what", what), ("since", since));
        var steps = news.Over ? [] : words.Say($"watch.steps.{trouble.Worst.Kind}").Split('|');
        var page = new PageContent
        {
            Subject = subject,
            Short = news.Over ? subject : words.Say("short", ("subject", subject), ("step", steps[0])),
            Preview = news.Over ? "" : words.Say("preview", ("step", steps[0])),
            Headline = news.Over ? subject : what,
            Summary = words.Say(news.Over ? "watch.summary-over" : "watch.summary", ("since", since), ("until", words.Time(trouble.Seen, now))),
            Sections = news.Over ? [] : [new PageSection(words.Say("title.steps"), steps, Numbered: true)],
            Footer = [words.Say("digest.footer", ("zone", words.Zone))],
        }.Tidy();
        var begun = trouble.Since.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        return new Message
        {
            Id = $"watch-{trouble.Worst.Key}-{begun}{(news.Over ? "-over" : "")}",
            Organisation = "fleetwatch",
            Thread = $"watch-{trouble.Worst.Key}",
            Severity = Severity.Major,
            Over = news.Over,
            Language = to.Language,
            Content = page,
            Text = TextLayout.Lay(page),
            Html = HtmlLayout.Lay(page, Severity.Major, to.Language),
            At = now,
            Since = began,
            Pages = [],
        };
    }

    /// <summary>A silence and a delay began before they were found too long.</summary>
    private static DateTimeOffset Began(Trouble trouble) => trouble.Worst.Kind is ComplaintKind.FeedSilent or ComplaintKind.ServiceSilent or ComplaintKind.PagesLate
        ? trouble.Seen.AddSeconds(-trouble.Worst.Value) : trouble.Since;

    /// <summary>As one says it: seconds, minutes, or hours.</summary>
    private static string Span(long seconds, Words words) => seconds switch
    {
        < 120 => words.Say("span.seconds", ("count", seconds)),
        < 7200 => words.Say("span.minutes", ("count", seconds / 60)),
        _ => words.Say("span.hours", ("count", seconds / 3600)),
    };
}
