using FleetWatch.Simulator.Console;
using Spectre.Console;

namespace FleetWatch.Unit.Simulator;

/// <summary>One run of the command line, as a pipe would see it.</summary>
internal sealed record CommandRun(int Code, string Out, string Error)
{
    public static async Task<CommandRun> OfAsync(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await Cli.RunAsync(args, new Screen(Plain(output), Plain(error), TimeProvider.System), CancellationToken.None);
        return new CommandRun(code, output.ToString(), error.ToString());
    }

    private static IAnsiConsole Plain(TextWriter writer) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.No,
        Interactive = InteractionSupport.No,
        Out = new AnsiConsoleOutput(writer),
    });
}
