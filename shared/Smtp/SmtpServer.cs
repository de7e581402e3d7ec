using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Utils;

namespace FleetWatch.Smtp;

/// <summary>What became of an attempt.</summary>
public enum SmtpFate
{
    /// <summary>The server has taken it and answers for it.</summary>
    Taken,

    /// <summary>It may work later.</summary>
    Later,

    /// <summary>It will not work, however often it is tried.</summary>
    Refused,
}

/// <param name="Fate">What became of it.</param>
/// <param name="Error">What happened, never what was sent; empty: nothing.</param>
public sealed record SmtpAnswer(SmtpFate Fate, string Error = "");

/// <summary>Mail by SMTP (RFC 5321): delivered when the server has taken the message and answered so.</summary>
public static class SmtpServer
{
    /// <summary>Hands one message over. Throws for nothing but cancellation.</summary>
    public static async Task<SmtpAnswer> Send(MimeMessage mail, SmtpSettings settings, CancellationToken ct)
    {
        try
        {
            using var server = new SmtpClient();
            await server.ConnectAsync(settings.Host, settings.Port, settings.Security, ct);
            if (settings.User is { } user)
                await server.AuthenticateAsync(user, settings.Password ?? "", ct);
            await server.SendAsync(mail, ct);
            await Leave(server, ct);
            return new SmtpAnswer(SmtpFate.Taken);
        }
        catch (SmtpCommandException e) when ((int)e.StatusCode >= 500 && e.ErrorCode != SmtpErrorCode.UnexpectedStatusCode
            || e is { ErrorCode: SmtpErrorCode.UnexpectedStatusCode, StatusCode: SmtpStatusCode.TransactionFailed })
        {
            return new SmtpAnswer(SmtpFate.Refused, $"The mail server refused it: {(int)e.StatusCode} ({e.ErrorCode}).");
        }
        catch (SmtpCommandException e)
        {
            return new SmtpAnswer(SmtpFate.Later, $"The mail server put it off: {(int)e.StatusCode} ({e.ErrorCode}).");
        }
        // A wrong password or certificate is ours to mend, and then the mail is still wanted.
        catch (Exception e) when (e is AuthenticationException or SslHandshakeException or ServiceNotAuthenticatedException or NotSupportedException
            or ProtocolException or IOException or SocketException or ServiceNotConnectedException)
        {
            return new SmtpAnswer(SmtpFate.Later, $"The mail server could not be reached or used: {e.GetType().Name}.");
        }
    }

    /// <summary>A message id that is the same for the same organisation, name and domain, so that the same mail sent twice can be told to be one (RFC 5322, 3.6.4).</summary>
    public static string MessageId(string organisation, string name, string domain)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{organisation}/{name}")).AsSpan(0, 16));
        return MimeUtils.EnumerateReferences($"<{hash}@{domain}>").First();
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
