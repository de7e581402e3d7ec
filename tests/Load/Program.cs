using FleetWatch.Load;
using FleetWatch.Load.Iso8583;

var command = LoadOptions.Command(Run.Execute);
command.Subcommands.Add(DecodeRun.Command());
return await command.Parse(args).InvokeAsync();
