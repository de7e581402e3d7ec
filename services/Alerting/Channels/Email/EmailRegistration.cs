namespace FleetWatch.Alerting.Channels.Email;

internal static class EmailRegistration
{
    public static IServiceCollection AddEmail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EmailSettings>().Bind(configuration.GetSection(EmailSettings.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<IChannel, EmailChannel>();
    }
}
