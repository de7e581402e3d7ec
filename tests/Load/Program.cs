using FleetWatch.Load;
using FleetWatch.Load.Boards;
using FleetWatch.Load.Core;
using FleetWatch.Load.Incidents;
using FleetWatch.Load.Iso8583;
using FleetWatch.Load.Pages;
using FleetWatch.Load.Reports;

var command = LoadOptions.Command(Run.Execute);
command.Subcommands.Add(DecodeRun.Command());
command.Subcommands.Add(FeedRun.Command());
command.Subcommands.Add(CoreRun.Command());
command.Subcommands.Add(StormRun.Command());
command.Subcommands.Add(PageRun.Command());
command.Subcommands.Add(IncidentSearchRun.Command());
command.Subcommands.Add(ReportRun.Command());
command.Subcommands.Add(StoredReportRun.Command());
command.Subcommands.Add(BoardRun.Command());
return await command.Parse(args).InvokeAsync();
