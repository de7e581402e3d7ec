using FleetWatch.Ingest;
using FleetWatch.Ingest.Organisations;
using FleetWatch.ServiceDefaults;
using FleetWatch.ServiceDefaults.Access;

return await CommandLine.RunService(args, "FleetWatch Ingest takes events and keeps the terminal registry.", IngestApplication.Build,
    services => KeyCommands.For(services, Scopes.Events, Scopes.Registry), OrganisationCommands.For);
