using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace FleetWatch.EndToEnd.Harness;

/// <summary>The source tree and the programs built from it.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>A built program, of the same configuration as these tests.</summary>
    public static string Program(string project, string? assembly = null)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var path = Path.Combine(Root, "artifacts", "bin", project, configuration, $"{assembly ?? $"FleetWatch.{project}"}.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing: build it, or run `make test`.");
    }

    /// <summary>A new folder for one installation, below the one that `make test` cleans up even when the tests are killed.</summary>
    public static string NewHome()
    {
        var parent = Environment.GetEnvironmentVariable("FLEETWATCH_TEST_HOME") is { Length: > 0 } given ? given : Path.GetTempPath();
        return Directory.CreateDirectory(Path.Combine(parent, $"fleetwatch-{Guid.NewGuid():N}"[..20])).FullName;
    }

    public static string Script(string name) => Path.Combine(Root, "infra", "local", name);

    /// <summary>Runs a command to its end and gives back what it printed.</summary>
    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public static async Task<string> Run(IReadOnlyDictionary<string, string?> environment, string command, params string[] arguments)
    {
        using var process = Start(environment, command, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{command} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}{await errors}");
    }

    public static Process Start(IReadOnlyDictionary<string, string?> environment, string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException($"{command} did not start.");
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        for (var folder = Path.GetDirectoryName(here); folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "FleetWatch.sln")))
                return folder;
        throw new InvalidOperationException($"No FleetWatch.sln above {here}: run the tests from a checkout.");
    }
}
