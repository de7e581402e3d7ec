using FleetWatch.Dashboard;
using FleetWatch.Dashboard.Accounts;
using FleetWatch.ServiceDefaults;

return await CommandLine.RunService(args, "FleetWatch Dashboard shows the fleet, explains a refused card, and is where incidents are worked on.",
    DashboardSetup.Build, AccountCommands.For);
