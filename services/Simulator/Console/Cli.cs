using System.CommandLine;
using FleetWatch.Simulator.Alerting;
using FleetWatch.Simulator.Backtest;
using FleetWatch.Simulator.Compare;
using FleetWatch.Simulator.Decode;
using FleetWatch.Simulator.Demo;
using FleetWatch.Simulator.Explain;
using FleetWatch.Simulator.Import;
using FleetWatch.Simulator.Mail;
using FleetWatch.Simulator.Replay;
using FleetWatch.Simulator.Report;
using FleetWatch.Simulator.Simulate;

namespace FleetWatch.Simulator.Console;

/// <summary>The command line as a whole: its commands, and what a failure looks like.</summary>
internal static class Cli
{
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(20);

    public static RootCommand Root(Screen screen) => new(Texts.Of("root"))
    {
        SimulateCommand.Create(screen),
        ImportCommand.Create(screen),
        ReplayCommand.Create(screen),
        BacktestCommand.Create(screen),
        CompareCommand.Create(screen),
        ExplainCommand.Create(screen),
        DecodeCommand.Create(screen),
        DemoCommand.Create(screen),
        MailSinkCommand.Create(screen),
        AlertingCommand.Create(screen),
        ReportCommand.Create(screen),
    };

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, Screen screen, CancellationToken ct)
    {
        var parsed = Root(screen).Parse(args);
        var invocation = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeToStop,
            Output = screen.Out.Profile.Out.Writer,
            Error = screen.Error.Profile.Out.Writer,
        };
        try
        {
            var code = await parsed.InvokeAsync(invocation, ct);
            return parsed.Errors.Count > 0 ? ExitCode.Unusable : code;
        }
        catch (UnusableInputException unusable)
        {
            screen.Fail(unusable.Message);
            return ExitCode.Unusable;
        }
        catch (OperationCanceledException)
        {
            screen.Fail(Texts.Of("interrupted"));
            return ExitCode.Interrupted;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            screen.Fail(Texts.Of("io-failed", failure.Message));
            return ExitCode.Failed;
        }
    }
}
