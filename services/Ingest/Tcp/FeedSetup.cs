using Microsoft.Extensions.Options;

namespace FleetWatch.Ingest.Tcp;

internal static class FeedSetup
{
    /// <summary>Behind the bus: what was heard is sent before the bus stops.</summary>
    public static IHostApplicationBuilder AddFeeds(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<FeedSettings>().BindConfiguration("Feeds").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<FeedSettings>, FeedSettingsCheck>();
        builder.Services.AddSingleton<FeedMetrics>();
        builder.Services.AddSingleton<SiteZones>();
        builder.Services.AddSingleton<FeedListeners>();
        builder.Services.AddSingleton<FeedServer>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FeedServer>());
        return builder;
    }
}
