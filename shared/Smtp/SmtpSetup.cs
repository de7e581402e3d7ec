using MailKit.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MimeKit;

namespace FleetWatch.Smtp;

/// <summary>Settings of the mail server, checked when the service starts.</summary>
public static class SmtpSetup
{
    /// <param name="services">The service's.</param>
    /// <param name="configuration">Where its settings are.</param>
    /// <param name="section">The section that holds them; what is wrong is said by its name.</param>
    public static IServiceCollection AddSmtp(this IServiceCollection services, IConfiguration configuration, string section)
    {
        services.AddOptions<SmtpSettings>().Bind(configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<IValidateOptions<SmtpSettings>>(new Sense(section));
    }

    private sealed class Sense(string section) : IValidateOptions<SmtpSettings>
    {
        public ValidateOptionsResult Validate(string? name, SmtpSettings options)
        {
            if (options.Host.Length == 0)
                return ValidateOptionsResult.Success;
            List<string> wrong = [];
            if (!MailboxAddress.TryParse(options.From, out var from) || from.Domain.Length == 0)
                wrong.Add($"{section}:{nameof(options.From)}: a mailbox is needed, such as fleetwatch@example.org.");
            if (options.User is not null && options.Password is null)
                wrong.Add($"{section}:{nameof(options.Password)}: is missing, {nameof(options.User)} is given.");
            if (options.User is not null && options.Security == SecureSocketOptions.None)
                wrong.Add($"{section}:{nameof(options.Security)}: a password is never sent without TLS.");
            return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
        }
    }
}
