using System.ComponentModel.DataAnnotations;
using System.Diagnostics.Metrics;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace FleetWatch.ServiceDefaults.Access;

/// <summary>API keys: each service keeps its own, in its own schema. Settings live under <c>Access</c>.</summary>
public static class ApiAccess
{
    /// <summary>Adds key authentication. The service's store must have <see cref="UseApiKeys"/> too.</summary>
    public static IHostApplicationBuilder AddApiAccess(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<AccessOptions>().BindConfiguration("Access").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(services => services.GetRequiredService<IMeterFactory>().Create(Telemetry.SourceName));
        builder.Services.AddSingleton<KeyRing>();
        builder.Services.AddAuthentication(KeyAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null);
        var policies = builder.Services.AddAuthorizationBuilder();
        foreach (var scope in Scopes.All)
            policies.AddPolicy(scope, policy => policy.RequireAuthenticatedUser().RequireClaim(Access.Caller.ScopeClaim, scope));
        return builder;
    }

    /// <summary>Tells Marten of the document that keeps the keys: one list for all organisations, because the key says which one it is.</summary>
    public static StoreOptions UseApiKeys(this StoreOptions options)
    {
        options.Schema.For<ApiKey>().SingleTenanted().DocumentAlias("api_key");
        return options;
    }

    /// <summary>Lets only callers in whose key has the scope; see <see cref="CallerOfRequest"/>.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoint, string scope) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(scope);
}

/// <summary>How long a key is remembered.</summary>
public sealed record AccessOptions
{
    /// <summary>How long a looked-up key is used without looking again; a revoked key works this long at most. 0 to 60 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Fresh { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a key that was known goes on working while PostgreSQL is away. 0 to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Stale { get; init; } = TimeSpan.FromMinutes(30);
}
