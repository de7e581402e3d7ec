using FleetWatch.Simulator.Console;

return await Cli.RunAsync(args, Screen.Real(), CancellationToken.None);
