using Spectre.Console;

namespace FleetWatch.Simulator.Console;

/// <summary>Where a command writes and which clock it has: a person's terminal, a pipe, or a test.</summary>
internal sealed record Screen(IAnsiConsole Out, IAnsiConsole Error, TimeProvider Clock)
{
    public static Screen Real() => new(Plain(System.Console.Out, System.Console.IsOutputRedirected),
        Plain(System.Console.Error, System.Console.IsErrorRedirected), TimeProvider.System);

    /// <summary>One line; markup is shown as it is.</summary>
    public void Say(string line) => Out.Profile.Out.Writer.WriteLine(line);

    public void Fail(string line) => Error.Profile.Out.Writer.WriteLine(line);

    /// <summary>Whether a person sees it: then progress moves, otherwise nothing but lines is written.</summary>
    public bool Moves => Out.Profile.Capabilities.Interactive && Out.Profile.Out.IsTerminal;

    /// <summary>Shows how far <paramref name="work"/> is while it lasts, where somebody sees it.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="total">How much there is to do, in the unit in which <paramref name="work"/> reports.</param>
    /// <param name="work">Gets a callback that takes what is done so far.</param>
    public async Task<T> WithProgressAsync<T>(string title, double total, Func<Action<double>, Task<T>> work)
    {
        if (!Moves)
            return await work(_ => { });
        return await Out.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var task = progress.AddTask(Markup.Escape(title), maxValue: Math.Max(1, total));
                return await work(done => task.Value = done);
            });
    }

    private static IAnsiConsole Plain(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (redirected)
        {
            console.Profile.Capabilities.Interactive = false;
            console.Profile.Width = 160;
        }
        return console;
    }
}
