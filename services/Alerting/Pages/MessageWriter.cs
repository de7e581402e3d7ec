using FleetWatch.Alerting.Deliveries;
using FleetWatch.Incidents;
using Microsoft.Extensions.Options;

namespace FleetWatch.Alerting.Pages;

/// <summary>Writes what a recipient gets: one page, or one digest.</summary>
internal sealed class MessageWriter(IOptions<PageSettings> settings)
{
    public Message Write(IReadOnlyList<Delivery> pages, Recipient to)
    {
        var words = PageWords.For(to.Language, to.TimeZone);
        var first = pages[0];
        var content = first.Digest is null ? IncidentPage.Write(first, words, settings.Value.IncidentLink) : DigestPage.Write(pages, words);
        var severity = pages.Max(page => page.Incident.Severity);
        return new Message
        {
            Id = first.Digest ?? first.Id,
            Organisation = first.Organisation,
            Thread = first.Digest is null ? first.Incident.Id : $"digests-{first.Channel}-{first.Recipient}",
            Severity = severity,
            Subject = content.Subject,
            Text = TextLayout.Lay(content),
            Html = HtmlLayout.Lay(content, severity, to.Language),
            At = first.DecidedAt,
            Pages = [.. pages.Select(page => new PageOf(page.Id, page.Kind, page.Reason, page.Incident))],
        };
    }
}
