using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace FleetWatch.Alerting.Channels.Http;

internal static class OutboundRegistration
{
    private static readonly TimeSpan Sampling = TimeSpan.FromMinutes(1);

    /// <summary>A channel that speaks HTTP to destinations named under <c>Alerting:Channels:{name}</c>.</summary>
    public static IServiceCollection AddHttpChannel<T>(this IServiceCollection services, IConfiguration configuration, string name)
        where T : class, IChannel
    {
        services.AddOutbound(configuration);
        services.AddOptions<Destinations>(name).Configure(book => book.Read(configuration.GetSection(Destinations.SectionOf(name))));
        return services.AddSingleton<IChannel>(provider =>
            ActivatorUtilities.CreateInstance<T>(provider, provider.GetRequiredService<IOptionsMonitor<Destinations>>().Get(name)));
    }

    public static IServiceCollection AddOutbound(this IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(known => known.ServiceType == typeof(Outbound)))
            return services;
        services.AddOptions<TargetSettings>().Bind(configuration.GetSection(TargetSettings.Section)).ValidateDataAnnotations().ValidateOnStart();
        var client = services.AddHttpClient<Outbound>(http => http.Timeout = Timeout.InfiniteTimeSpan);
        // The factory's loggers write addresses down.
        client.RemoveAllLoggers().SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => Handler(provider.GetRequiredService<IOptions<TargetSettings>>().Value));
        client.AddResilienceHandler("destination", (pipeline, context) => Configure(pipeline, context.ServiceProvider)).SelectPipelineBy(_ => Key);
        return services;
    }

    /// <summary>Lives as long as the process; its connections are renewed, so that a change of address is seen.</summary>
    private static SocketsHttpHandler Handler(TargetSettings settings) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        // No span, which would carry the address, and no trace header for strangers.
        ActivityHeadersPropagator = null,
        ConnectCallback = (context, ct) => TargetGuard.Connect(context.DnsEndPoint, settings.PrivateHosts, ct),
    };

    private static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<IOptions<TargetSettings>>().Value;
        pipeline.TimeProvider = provider.GetRequiredService<TimeProvider>();
        pipeline.AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
        {
            FailureRatio = 0.5,
            MinimumThroughput = settings.BreakAfter,
            SamplingDuration = Sampling,
            BreakDuration = settings.BreakFor,
            ShouldHandle = call => ValueTask.FromResult(IsFailure(call.Outcome)),
        });
        pipeline.AddTimeout(new TimeoutStrategyOptions { Timeout = settings.Timeout });
    }

    /// <summary>A receiver that says no, or asks to wait, is well.</summary>
    private static bool IsFailure(Outcome<HttpResponseMessage> outcome) => outcome.Exception switch
    {
        HttpRequestException { InnerException: ForbiddenTargetException } => false,
        HttpRequestException or TimeoutRejectedException or IOException => true,
        _ => outcome.Result is { } response && (int)response.StatusCode >= 500,
    };

    /// <summary>One for each destination, under a name that tells nothing: metrics carry it.</summary>
    private static string Key(HttpRequestMessage request)
    {
        var address = request.RequestUri!.GetLeftPart(UriPartial.Path); // Every request here has an absolute address.
        var query = System.Web.HttpUtility.ParseQueryString(request.RequestUri.Query);
        var whole = $"{address}?{query["key"]}{query["access_token"]}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)).AsSpan(0, 8));
    }
}
