using FleetWatch.Analysis;
using FleetWatch.Analysis.Explain;
using FleetWatch.Analysis.Export;
using FleetWatch.Analysis.Parked;
using FleetWatch.Analysis.Reads;
using FleetWatch.ServiceDefaults;
using FleetWatch.ServiceDefaults.Access;

return await CommandLine.RunService(args, "FleetWatch Analysis keeps the terminals' streams and finds what is wrong.", Build,
    services => KeyCommands.For(services, Scopes.Read), ParkedEndpoints.Command);

static WebApplication Build(string[] settings)
{
    var builder = ServiceHost.CreateBuilder(settings);
    builder.AddServiceDefaults("analysis");
    builder.AddApiAccess();
    builder.Services.AddOpenApi();
    builder.AddAnalysis();

    var app = builder.Build();
    app.MapServiceDefaults();
    app.MapReads();
    app.MapExplain();
    app.MapExport();
    app.MapParked();
    app.MapOpenApi("/openapi/{documentName}.json");
    return app;
}
