using FleetWatch.Dashboard.Feed;
using FleetWatch.Explaining;
using FleetWatch.Reporting.Html;
using FleetWatch.Reporting.Weekly;
using FleetWatch.Reporting.Wording;
using FleetWatch.Smtp;
using MimeKit;

namespace FleetWatch.Dashboard.Reports;

/// <summary>A report as a mail: text and HTML side by side, the PDF attached, and how to get no more of them. The same id at every attempt.</summary>
internal sealed class ReportLetter(ReportPaper paper)
{
    public MimeMessage Lay(WeekReport report, Subscription subscription, KnownOrganisation organisation, SmtpSettings settings, Uri? dashboard, DateTimeOffset now)
    {
        var from = MailboxAddress.Parse(settings.From);
        var words = Words.For(subscription.Language, organisation.TimeZone, Texts.Own);
        var document = Writing.Of(report, subscription.Language, dashboard);
        document = document with { Blocks = [.. document.Blocks, new Paragraph(Hint(words, subscription, dashboard), Tone.Note)] };
        var mail = new MimeMessage
        {
            Subject = Writing.Subject(report, subscription.Language),
            Date = now,
            MessageId = SmtpServer.MessageId(organisation.Id, $"report/{subscription.Id:n}/{report.Week}", from.Domain),
            Body = Body(document, report),
        };
        mail.From.Add(from);
        mail.To.Add(new MailboxAddress(subscription.Name, subscription.Address));
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        mail.Headers.Add("X-Auto-Response-Suppress", "All");
        mail.Headers.Add(HeaderId.ListId, $"FleetWatch weekly reports <reports.{from.Domain}>");
        if (dashboard is not null)
            mail.Headers.Add(HeaderId.ListUnsubscribe, $"<{Page(dashboard)}>");
        mail.Prepare(EncodingConstraint.SevenBit);
        return mail;
    }

    private MimeEntity Body(Document document, WeekReport report)
    {
        var text = new MultipartAlternative { new TextPart("plain") { Text = PlainText.Of(document) }, new TextPart("html") { Text = HtmlMail.Of(document) } };
        if (paper.Pdf(document) is not { } pdf)
            return text;
        return new Multipart("mixed")
        {
            text,
            new MimePart("application", "pdf")
            {
                Content = new MimeContent(new MemoryStream(pdf)),
                ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
                ContentTransferEncoding = ContentEncoding.Base64,
                FileName = $"fleet-health-{report.Week}.pdf",
            },
        };
    }

    private static string Hint(Words words, Subscription subscription, Uri? dashboard) => dashboard is null
        ? words.Say("subscriptions.hint", ("address", subscription.Address), ("by", subscription.MadeBy))
        : words.Say("subscriptions.hint-at", ("address", subscription.Address), ("by", subscription.MadeBy), ("page", Page(dashboard)));

    private static string Page(Uri dashboard) => $"{dashboard.ToString().TrimEnd('/')}/reports/mail";
}
