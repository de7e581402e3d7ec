using Microsoft.Extensions.Configuration;

namespace FleetWatch.ServiceDefaults;

/// <summary>Where the servers are: two settings, from the environment or any other configuration source.</summary>
public static class Connections
{
    /// <summary>An Npgsql connection string, for example <c>Host=127.0.0.1;Port=21432;Database=fleetwatch;Username=fleetwatch</c>.</summary>
    public const string PostgresKey = "FLEETWATCH_POSTGRES";

    /// <summary>An AMQP address, for example <c>amqp://fleetwatch:secret@127.0.0.1:21672/fleetwatch</c>.</summary>
    public const string RabbitMqKey = "FLEETWATCH_RABBITMQ";

    /// <exception cref="InvalidOperationException">The setting is missing.</exception>
    public static string Postgres(this IConfiguration configuration) => Required(configuration, PostgresKey, "an Npgsql connection string");

    /// <exception cref="InvalidOperationException">The setting is missing or not an amqp address.</exception>
    public static Uri RabbitMq(this IConfiguration configuration)
    {
        var value = Required(configuration, RabbitMqKey, "an address such as amqp://user:password@host:5672/vhost");
        return Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "amqp" or "amqps"
            ? new Uri(value)
            : throw new InvalidOperationException($"{RabbitMqKey} is not an amqp:// or amqps:// address.");
    }

    private static string Required(IConfiguration configuration, string key, string what) =>
        configuration[key] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"{key} is not set: give {what}, or start everything with `make run`.");
}
