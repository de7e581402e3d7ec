using System.ComponentModel.DataAnnotations;
using MailKit.Security;

namespace FleetWatch.Smtp;

/// <summary>The mail server that a service hands its mail to.</summary>
public sealed record SmtpSettings
{
    /// <summary>Its name or address; empty: there is no mail.</summary>
    public string Host { get; init; } = "";

    /// <summary>Default 587.</summary>
    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    /// <summary>None, StartTls (never without; the default), StartTlsWhenAvailable, SslOnConnect, or Auto.</summary>
    public SecureSocketOptions Security { get; init; } = SecureSocketOptions.StartTls;

    /// <summary>Null: without authentication.</summary>
    public string? User { get; init; }
    public string? Password { get; init; }

    /// <summary>A mailbox, with or without a name: <c>FleetWatch &lt;fleetwatch@example.org&gt;</c>. Its domain makes the message ids.</summary>
    public string From { get; init; } = "";
}
