using FleetWatch.Contracts;
using Marten;

namespace FleetWatch.Ingest.Organisations;

/// <summary>One organisation as Ingest knows it: the id is the tenant of everything that it owns.</summary>
internal sealed record Organisation(string Id, OrganisationRegistered Registered)
{
    public static string Stream(string id) => $"organisation/{id}";

    public static void Configure(StoreOptions store)
    {
        store.Schema.For<Organisation>().SingleTenanted();
        store.Events.MapEventType<OrganisationRegistered>("organisation.registered");
    }

    public static IHostApplicationBuilder AddFeedClock(IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<FeedClockOptions>().BindConfiguration("FeedClock").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<FeedSeen>().AddHostedService<FeedClock>();
        return builder;
    }
}
