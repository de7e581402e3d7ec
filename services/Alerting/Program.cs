using FleetWatch.Alerting;
using FleetWatch.ServiceDefaults;
using FleetWatch.ServiceDefaults.Access;

return await CommandLine.RunService(args, "FleetWatch Alerting keeps incidents and pages people.", Build,
    services => KeyCommands.For(services, Scopes.Read, Scopes.Incidents));

static WebApplication Build(string[] settings)
{
    var builder = ServiceHost.CreateBuilder(settings);
    builder.AddServiceDefaults("alerting");
    builder.AddAlerting();

    var app = builder.Build();
    app.MapServiceDefaults();
    app.MapAlerting();
    return app;
}
