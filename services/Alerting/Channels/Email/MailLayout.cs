using FleetWatch.Alerting.Pages;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using FleetWatch.Smtp;
using MimeKit;

namespace FleetWatch.Alerting.Channels.Email;

/// <summary>
/// A message as mail: text and HTML side by side; the same message id at every attempt; all mails of one incident in one thread.
/// </summary>
internal static class MailLayout
{
    public static MimeMessage Lay(Message message, Recipient to, SmtpSettings settings)
    {
        var from = MailboxAddress.Parse(settings.From);
        var mail = new MimeMessage
        {
            Subject = message.Subject,
            Date = message.At,
            MessageId = SmtpServer.MessageId(message.Organisation, $"{message.Id}/{to.Address}", from.Domain),
            Body = new MultipartAlternative { new TextPart("plain") { Text = message.Text }, new TextPart("html") { Text = message.Html } },
        };
        mail.From.Add(from);
        mail.To.Add(MailboxAddress.Parse(to.Address));
        // No mail carries this id; readers put those that refer to it together all the same.
        var thread = SmtpServer.MessageId(message.Organisation, message.Thread, from.Domain);
        mail.InReplyTo = thread;
        mail.References.Add(thread);
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        // Out-of-office answers of Exchange heed this one; filters can sort by the next.
        mail.Headers.Add("X-Auto-Response-Suppress", "All");
        mail.Headers.Add(HeaderId.ListId, $"FleetWatch incidents <incidents.{from.Domain}>");
        mail.Headers.Add("X-FleetWatch-Pages", string.Join(' ', message.Pages.Take(50).Select(page => page.PageId)));
        if (message.Severity == Severity.Critical)
            mail.Importance = MessageImportance.High;
        // Nothing for a relay to encode again, which would break a DKIM signature.
        mail.Prepare(EncodingConstraint.SevenBit);
        return mail;
    }
}
