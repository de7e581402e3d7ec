using Microsoft.Extensions.Options;

namespace FleetWatch.Alerting.Channels.Webhook;

internal static class WebhookRegistration
{
    public static IServiceCollection AddWebhook(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhookSettings>().Bind(configuration.GetSection(WebhookSettings.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<IChannel>(provider =>
        {
            var settings = provider.GetRequiredService<IOptions<WebhookSettings>>();
            return new WebhookChannel(Client(settings.Value), settings, provider.GetRequiredService<TimeProvider>());
        });
    }

    /// <summary>Lives as long as the process; its connections are renewed, so that a change of address is seen. Deadlines are the caller's.</summary>
    private static HttpClient Client(WebhookSettings settings) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = (context, ct) => TargetGuard.Connect(context.DnsEndPoint, settings.AllowPrivateTargets, ct),
    })
    { Timeout = Timeout.InfiniteTimeSpan };
}
