using System.Net.Sockets;
using FleetWatch.Alerting.Pages;
using FleetWatch.Incidents;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace FleetWatch.Alerting.Channels.Email;

/// <summary>Mail by SMTP (RFC 5321): delivered when the server has taken the message and answered so.</summary>
internal sealed class EmailChannel(IOptions<EmailSettings> settings) : IChannel
{
    public string Name => "e-mail";

    public string? Refuse(string address) =>
        settings.Value.Host.Length == 0 ? $"there is no mail server: set {EmailSettings.Section}:{nameof(EmailSettings.Host)}"
        : MailboxAddress.TryParse(address, out var mailbox) && mailbox.Domain.Length > 0 ? null
        : "is not a mail address";

    public async Task<HandOver> Send(Message message, Recipient to, CancellationToken ct)
    {
        using var mail = MailLayout.Lay(message, to, settings.Value);
        try
        {
            using var server = new SmtpClient();
            await server.ConnectAsync(settings.Value.Host, settings.Value.Port, settings.Value.Security, ct);
            if (settings.Value.User is { } user)
                await server.AuthenticateAsync(user, settings.Value.Password ?? "", ct);
            await server.SendAsync(mail, ct);
            await Leave(server, ct);
            return new Delivered();
        }
        catch (SmtpCommandException e) when ((int)e.StatusCode >= 500 && e.ErrorCode != SmtpErrorCode.UnexpectedStatusCode
            || e is { ErrorCode: SmtpErrorCode.UnexpectedStatusCode, StatusCode: SmtpStatusCode.TransactionFailed })
        {
            return new Refused($"The mail server refused it: {(int)e.StatusCode} ({e.ErrorCode}).");
        }
        catch (SmtpCommandException e)
        {
            return new RetryLater($"The mail server put it off: {(int)e.StatusCode} ({e.ErrorCode}).");
        }
        // A wrong password or certificate is ours to mend, and then the page is still wanted.
        catch (Exception e) when (e is AuthenticationException or SslHandshakeException or ServiceNotAuthenticatedException or NotSupportedException
            or ProtocolException or IOException or SocketException or ServiceNotConnectedException)
        {
            return new RetryLater($"The mail server could not be reached or used: {e.GetType().Name}.");
        }
    }

    /// <summary>The message is the server's already: how the farewell goes changes nothing.</summary>
    private static async Task Leave(SmtpClient server, CancellationToken ct)
    {
        try
        {
            await server.DisconnectAsync(quit: true, ct);
        }
        catch (Exception e) when (e is ProtocolException or IOException or SocketException or CommandException or OperationCanceledException)
        {
            // See above.
        }
    }
}
