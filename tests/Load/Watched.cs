using System.Globalization;

namespace FleetWatch.Load;

/// <summary>A process that takes part: what it used, read from /proc.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Pid">The process; 0 where it runs elsewhere.</param>
/// <param name="WithChildren">A server's children are the server; the services are not the generator, although it starts them.</param>
internal sealed record Watched(string Name, int Pid, bool WithChildren = false)
{
    private const double TicksPerSecond = 100;
    private const int ParentField = 1;
    private const int UserField = 11;

    /// <summary>The process that listens on a port of this machine; without a process where none does.</summary>
    public static Watched Listening(string name, int port) => new(name, ListenerOn(port), WithChildren: true);

    /// <summary>Seconds of processor time so far: user and system, of a server also those of its children that have ended.</summary>
    public double CpuSeconds() => Family().Sum(pid => Stat(pid) is { } fields
        ? fields.Skip(UserField).Take(WithChildren ? 4 : 2).Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond
        : 0);

    /// <summary>Proportional set size: memory that processes share is counted once.</summary>
    public double Megabytes() => Family().Sum(pid => Lines($"/proc/{pid}/smaps_rollup")
        .Where(line => line.StartsWith("Pss:", StringComparison.Ordinal))
        .Sum(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024));

    private IEnumerable<int> Family() => Pid == 0 ? [] : WithChildren ? Processes().Where(pid => pid == Pid || ParentOf(pid) == Pid) : [Pid];

    private static IEnumerable<int> Processes() =>
        Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => name!.All(char.IsAsciiDigit)).Select(name => int.Parse(name!, CultureInfo.InvariantCulture));

    private static int ParentOf(int pid) => Stat(pid) is { } fields ? int.Parse(fields[ParentField], CultureInfo.InvariantCulture) : 0;

    // The name in parentheses may hold spaces: fields are counted from behind it.
    private static string[]? Stat(int pid) => Lines($"/proc/{pid}/stat").FirstOrDefault() is { } line
        ? line[(line.LastIndexOf(')') + 2)..].Split(' ')
        : null;

    private static int ListenerOn(int port)
    {
        const string listening = "0A";
        var suffix = $":{port:X4}";
        var sockets = Lines("/proc/net/tcp").Concat(Lines("/proc/net/tcp6"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 9 && fields[1].EndsWith(suffix, StringComparison.Ordinal) && fields[3] == listening)
            .Select(fields => $"socket:[{fields[9]}]").ToHashSet();
        return Processes().FirstOrDefault(pid => Holds(pid, sockets));
    }

    private static bool Holds(int pid, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{pid}/fd").Any(file => new FileInfo(file).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return false; // another user's process, or one that has just ended
        }
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return []; // the process has just ended
        }
    }
}
