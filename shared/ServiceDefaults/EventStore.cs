using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FleetWatch.Contracts;
using JasperFx;
using JasperFx.Events;
using JasperFx.OpenTelemetry;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Weasel.Core;
using SystemTextJsonSerializer = Marten.Services.SystemTextJsonSerializer;

namespace FleetWatch.ServiceDefaults;

/// <summary>Marten on PostgreSQL, one schema a service, one tenant an organisation.</summary>
public static class EventStore
{
    /// <param name="builder">The service's host.</param>
    /// <param name="schema">The schema that this service owns, and no other service reads.</param>
    /// <param name="configure">Its documents, event types and schema objects.</param>
    public static MartenServiceCollectionExtensions.MartenConfigurationExpression AddFleetStore(this IHostApplicationBuilder builder,
        string schema, Action<StoreOptions> configure)
    {
        var connection = new NpgsqlConnectionStringBuilder(builder.Configuration.Postgres())
        {
            ApplicationName = $"fleetwatch-{schema}",
            NoResetOnClose = true,
        };
        builder.Services.AddNpgsqlDataSource(connection.ConnectionString);
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration("postgresql",
            services => new PostgresCheck(services.GetRequiredService<NpgsqlDataSource>(), schema), HealthStatus.Unhealthy, [Health.Ready]));
        return builder.Services.AddMarten(options =>
            {
                options.DatabaseSchemaName = schema;
                options.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
                options.Policies.AllDocumentsAreMultiTenanted();
                options.Events.StreamIdentity = StreamIdentity.AsString;
                options.Events.TenancyStyle = JasperFx.MultiTenancy.TenancyStyle.Conjoined;
                options.Events.AppendMode = EventAppendMode.QuickWithServerTimestamps;
                options.Events.MetadataConfig.CausationIdEnabled = true;
                options.Serializer(ContractSerializer());
                options.OpenTelemetry.TrackConnections = TrackLevel.Normal;
                options.OpenTelemetry.TrackEventCounters();
                configure(options);
            })
            .UseLightweightSessions()
            .UseNpgsqlDataSource()
            .ApplyAllDatabaseChangesOnStartup();
    }

    /// <summary>Contracts as they are on the wire; documents of the service's own by reflection.</summary>
    private static SystemTextJsonSerializer ContractSerializer()
    {
        var serializer = new SystemTextJsonSerializer { EnumStorage = EnumStorage.AsString, Casing = Casing.CamelCase };
        serializer.Configure(json =>
        {
            json.TypeInfoResolverChain.Insert(0, ContractJson.Default);
            json.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
            json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.AllowOutOfOrderMetadataProperties = true;
        });
        return serializer;
    }
}
