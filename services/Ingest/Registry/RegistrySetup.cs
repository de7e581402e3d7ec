using FleetWatch.Contracts;
using Marten;

namespace FleetWatch.Ingest.Registry;

internal static class RegistrySetup
{
    public static IHostApplicationBuilder AddRegistry(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RegistryBook>();
        return builder;
    }

    public static void Configure(StoreOptions store)
    {
        store.Schema.For<RegisteredTerminal>().DocumentAlias("registered_terminal");
        store.Events.MapEventType<TerminalRegistered>("registry.registered");
        store.Events.MapEventType<TerminalChanged>("registry.changed");
        store.Events.MapEventType<TerminalRetired>("registry.retired");
    }
}
