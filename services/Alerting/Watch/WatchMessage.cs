using System.Globalization;
using FleetWatch.Alerting.Pages;
using FleetWatch.Contracts;
using FleetWatch.Incidents;

namespace FleetWatch.Alerting.Watch;

/// <summary>The words of a page about FleetWatch itself: the same message as any other, without an incident.</summary>
internal static class WatchMessage
{
    public static Message Of(WatchNews news, Recipient to, DateTimeOffset now)
    {
        var words = PageWords.For(to.Language, to.TimeZone);
        var trouble = news.Trouble;
        var what = words.Say($"watch.{trouble.Worst.Kind}", ("of", trouble.Worst.Of), ("value", trouble.Worst.Value));
        var since = words.Time(trouble.Since, now);
        var subject = words.Say(news.Over ? "watch.over" : "watch.begun", ("what", what), ("since", since));
        var page = new PageContent
        {
            Subject = subject,
            Short = subject,
            Headline = what,
            Summary = words.Say(news.Over ? "watch.summary-over" : "watch.summary", ("since", since), ("until", words.Time(trouble.Seen, now))),
            Sections = news.Over ? [] : [new PageSection(words.Say("title.steps"), words.Say($"watch.steps.{trouble.Worst.Kind}").Split('|'), Numbered: true)],
            Footer = [words.Say("digest.footer", ("zone", words.Zone))],
        };
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
            Pages = [],
        };
    }
}
