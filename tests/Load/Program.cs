using FleetWatch.Load;
using FleetWatch.Load.Core;
using FleetWatch.Load.Iso8583;
using FleetWatch.Load.Reports;

var command = LoadOptions.Command(Run.Execute);
command.Subcommands.Add(DecodeRun.Command());
command.Subcommands.Add(FeedRun.Command());
command.Subcommands.Add(CoreRun.Command());
command.Subcommands.Add(ReportRun.Command());
return await command.Parse(args).InvokeAsync();
