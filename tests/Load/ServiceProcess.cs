using System.Diagnostics;

namespace FleetWatch.Load;

/// <summary>One of the services, started for the run and stopped by its own id.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly string[] Bad = ["\"LogLevel\":\"Error\"", "\"LogLevel\":\"Critical\"", "fail:", "crit:", "Unhandled exception"];
    private readonly Process process;
    private bool ended;

    private ServiceProcess(Process process) => this.process = process;

    public int Pid => process.Id;

    public static ServiceProcess Start(string name, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Assembly(name));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start.");
        process.ErrorDataReceived += (_, line) => Tell(name, line.Data);
        process.OutputDataReceived += (_, line) => Tell(name, line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return new ServiceProcess(process);
    }

    /// <summary>Runs one command of a service and gives back what it printed.</summary>
    public static async Task<string> Command(string name, IReadOnlyDictionary<string, string> environment, string[] arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(Assembly(name));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start.");
        var printed = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0
            ? printed.Trim()
            : throw new InvalidOperationException($"{name} {string.Join(' ', arguments)} ended with {process.ExitCode}: {printed}");
    }

    public async ValueTask DisposeAsync()
    {
        if (ended)
            return;
        ended = true;
        if (!process.HasExited)
        {
            using (var kill = Process.Start("kill", $"-TERM {process.Id}"))
                await kill.WaitForExitAsync();
            await process.WaitForExitAsync();
        }
        process.Dispose();
    }

    /// <summary>Passes on what went wrong, and nothing else.</summary>
    private static void Tell(string name, string? line)
    {
        if (line is not null && Bad.Any(mark => line.Contains(mark, StringComparison.Ordinal)))
            Console.Error.WriteLine($"{name}: {line}");
    }

    // Services are built beside this one: artifacts/bin/{service}/{configuration}.
    private static string Assembly(string name) =>
        Path.Combine(AppContext.BaseDirectory.Replace("/Load/", $"/{name}/", StringComparison.Ordinal), $"FleetWatch.{name}.dll");
}
