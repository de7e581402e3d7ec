using FleetWatch.Smtp;

namespace FleetWatch.Alerting.Channels.Email;

internal static class EmailRegistration
{
    public const string Section = "Alerting:Email";

    public static IServiceCollection AddEmail(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSmtp(configuration, Section).AddSingleton<IChannel, EmailChannel>();
}
