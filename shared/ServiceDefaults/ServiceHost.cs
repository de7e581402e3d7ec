using Microsoft.AspNetCore.Builder;

namespace FleetWatch.ServiceDefaults;

/// <summary>The host that every service is built on.</summary>
public static class ServiceHost
{
    // Settings come from the environment. Watching the working folder for changes of files would watch all that is below it: in a
    // checkout the servers' data, which never rest.
    private const string WatchNothing = "--hostBuilder:reloadConfigOnChange=false";

    /// <param name="settings">More settings, as <c>--Key=value</c>.</param>
    public static WebApplicationBuilder CreateBuilder(string[] settings) => WebApplication.CreateBuilder([.. settings, WatchNothing]);
}
