using System.Diagnostics;
using FleetWatch.Alerting.Pages;
using FleetWatch.Incidents;
using FleetWatch.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;

namespace FleetWatch.Alerting.Channels.Email;

/// <summary>Mail by SMTP: delivered when the server has taken the message and answered so.</summary>
internal sealed class EmailChannel(IOptions<SmtpSettings> settings) : IChannel
{
    public string Name => "e-mail";

    public string? Refuse(string address) =>
        settings.Value.Host.Length == 0 ? $"there is no mail server: set {EmailRegistration.Section}:{nameof(SmtpSettings.Host)}"
        : MailboxAddress.TryParse(address, out var mailbox) && mailbox.Domain.Length > 0 ? null
        : "is not a mail address";

    public async Task<HandOver> Send(Message message, Recipient to, CancellationToken ct)
    {
        using var mail = MailLayout.Lay(message, to, settings.Value);
        return await SmtpServer.Send(mail, settings.Value, ct) switch
        {
            { Fate: SmtpFate.Taken } => new Delivered(),
            { Fate: SmtpFate.Later } put => new RetryLater(put.Error),
            { Fate: SmtpFate.Refused } put => new Refused(put.Error),
            _ => throw new UnreachableException(),
        };
    }
}
