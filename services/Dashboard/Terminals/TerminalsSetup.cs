namespace FleetWatch.Dashboard.Terminals;

/// <summary>Pages of terminals and what they have in common.</summary>
internal static class TerminalsSetup
{
    public static IHostApplicationBuilder AddTerminals(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FleetReads>();
        return builder;
    }
}
