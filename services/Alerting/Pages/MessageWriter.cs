using FleetWatch.Alerting.Deliveries;
using FleetWatch.Contracts;
using FleetWatch.Explaining;
using FleetWatch.Incidents;
using Microsoft.Extensions.Options;

namespace FleetWatch.Alerting.Pages;

/// <summary>Writes what a recipient gets: one page, or one digest.</summary>
internal sealed class MessageWriter(IOptions<PageSettings> settings)
{
    /// <param name="pages">One, or all of a digest.</param>
    /// <param name="to">Whose language and time zone it is written in.</param>
    /// <param name="links">To act from the message; null: without.</param>
    public Message Write(IReadOnlyList<Delivery> pages, Recipient to, ActLinks? links = null)
    {
        var words = PageWords.For(to.Language, to.TimeZone);
        var first = pages[0];
        var content = first.Digest is null ? IncidentPage.Write(first, words) : DigestPage.Write(pages, words);
        content = content.Tidy() with { Actions = [.. Actions(Worst(pages), words, links)] };
        var severity = pages.Max(page => page.Incident.Severity);
        return new Message
        {
            Id = first.Digest ?? first.Id,
            Organisation = first.Organisation,
            Thread = first.Digest is null ? first.Incident.Id : $"digests-{first.Channel}-{first.Recipient}",
            Severity = severity,
            Over = pages.All(page => page.Kind is PageKind.Resolved or PageKind.Merged),
            Language = to.Language,
            Content = content,
            Text = TextLayout.Lay(content),
            Html = HtmlLayout.Lay(content, severity, to.Language),
            At = first.DecidedAt,
            Since = pages.Min(page => page.Incident.StartedAt),
            Pages = [.. pages.Select(page => new PageOf(page.Id, page.Kind, page.Reason, page.Incident) { Subject = IncidentPage.Subject(page, words) })],
        };
    }

    /// <summary>Of a digest the page that its reader opens first: the most severe that is not over.</summary>
    private static Delivery Worst(IReadOnlyList<Delivery> pages) =>
        pages.OrderBy(page => page.Kind is PageKind.Resolved or PageKind.Merged).ThenByDescending(page => page.Incident.Severity).ThenBy(page => page.Incident.StartedAt).First();

    private IEnumerable<PageAction> Actions(Delivery page, Words words, ActLinks? links)
    {
        if (links is not null && page.Digest is null && page.Kind is not (PageKind.Resolved or PageKind.Merged or PageKind.Acknowledged))
        {
            yield return new PageAction(words.Say("action.acknowledge"), links.Acknowledge, Acts: true);
            yield return new PageAction(words.Say("action.resolve"), links.Resolve, Acts: true);
        }
        if (settings.Value.IncidentLink?.Replace("{id}", Uri.EscapeDataString(page.Incident.Id), StringComparison.Ordinal) is { } link)
            yield return new PageAction(words.Say(page.Digest is null ? "action.see" : "action.see-worst"), link);
    }
}

/// <summary>Links by which a recipient acts from the message.</summary>
internal sealed record ActLinks(string Acknowledge, string Resolve);
