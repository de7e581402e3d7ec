using FleetWatch.Alerting.Channels.Http;

namespace FleetWatch.Alerting.Channels.Webhook;

internal static class WebhookRegistration
{
    public static IServiceCollection AddWebhook(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhookSettings>().Bind(configuration.GetSection(WebhookSettings.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddOutbound(configuration).AddSingleton<IChannel, WebhookChannel>();
    }
}
