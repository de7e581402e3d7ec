using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Npgsql;

namespace FleetWatch.ServiceDefaults;

/// <summary>A service's command line: without a command it serves; with one it does that and ends.</summary>
public static class CommandLine
{
    // What a command prints is for people and scripts; the service's own log lines do not belong in between.
    private static readonly string[] Quiet = ["--Logging:LogLevel:Default=Error"];

    /// <param name="args">As given. Only <c>--Key=value</c> settings, or nothing: serve.</param>
    /// <param name="description">What the service is, for <c>--help</c>.</param>
    /// <param name="build">Builds the service with such settings; called only when needed, so that <c>--help</c> needs no servers.</param>
    /// <param name="commands">Commands that the service offers, given its services.</param>
    /// <returns>The exit code: 0 well, 1 the command says what is wrong.</returns>
    public static async Task<int> RunService(string[] args, string description, Func<string[], WebApplication> build,
        params Func<Func<IServiceProvider>, Command>[] commands)
    {
        if (Serves(args))
        {
            await build(args).RunAsync();
            return Environment.ExitCode; // a part that could not go on has stopped the service and left its code here
        }
        var app = new Lazy<WebApplication>(() => build(Quiet));
        var root = new RootCommand($"{description} Without a command it serves, with settings from the environment "
            + $"({Connections.PostgresKey}, {Connections.RabbitMqKey}, ASPNETCORE_URLS).");
        foreach (var command in commands)
            root.Subcommands.Add(command(() => app.Value.Services));
        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception broken) when (broken is InvalidOperationException or NpgsqlException || broken.InnerException is NpgsqlException)
        {
            await Console.Error.WriteLineAsync(broken.Message);
            return 1;
        }
        finally
        {
            if (app.IsValueCreated)
                await app.Value.DisposeAsync();
        }
    }

    private static bool Serves(string[] args) =>
        args.All(argument => argument.StartsWith("--", StringComparison.Ordinal)) && !args.Contains("--help") && !args.Contains("--version");
}
