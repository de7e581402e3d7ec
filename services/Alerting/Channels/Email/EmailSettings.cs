using System.ComponentModel.DataAnnotations;
using MailKit.Security;
using MimeKit;

namespace FleetWatch.Alerting.Channels.Email;

internal sealed record EmailSettings : IValidatableObject
{
    public const string Section = "Alerting:Email";

    /// <summary>The mail server; empty: there is no e-mail.</summary>
    public string Host { get; init; } = "";

    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    /// <summary>None, StartTls (never without), StartTlsWhenAvailable, SslOnConnect, or Auto.</summary>
    public SecureSocketOptions Security { get; init; } = SecureSocketOptions.StartTls;

    /// <summary>Null: without authentication.</summary>
    public string? User { get; init; }
    public string? Password { get; init; }

    /// <summary>A mailbox, with or without a name: <c>FleetWatch &lt;fleetwatch@example.org&gt;</c>. Its domain makes the message ids.</summary>
    public string From { get; init; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Host.Length == 0)
            yield break;
        if (!MailboxAddress.TryParse(From, out var from) || from.Domain.Length == 0)
            yield return new ValidationResult($"{Section}:{nameof(From)}: a mailbox is needed, such as fleetwatch@example.org.");
        if (User is not null && Password is null)
            yield return new ValidationResult($"{Section}:{nameof(Password)}: is missing, {nameof(User)} is given.");
        if (User is not null && Security == SecureSocketOptions.None)
            yield return new ValidationResult($"{Section}:{nameof(Security)}: a password is never sent without TLS.");
    }
}
