using Xunit;

namespace FleetWatch.EndToEnd.Harness;

/// <summary>A PostgreSQL and a RabbitMQ that a test may kill: started by the scripts that `make run` uses, in a folder of their own.</summary>
internal sealed class PrivateServers
{
    private readonly Dictionary<string, string?> environment;

    private PrivateServers(Dictionary<string, string?> environment) => this.environment = environment;

    public string Home => environment["FLEETWATCH_HOME"]!; // Set by Start, always.
    public Dictionary<string, string?> Settings { get; } = [];

    /// <summary>Starts them, or skips the test where Debian's packages are missing and cannot be installed.</summary>
    public static async Task<PrivateServers> Start()
    {
        Skip.IfNot(File.Exists("/usr/lib/rabbitmq/bin/rabbitmq-server") || Environment.UserName == "root",
            "needs Debian's packages postgresql and rabbitmq-server: servers that somebody else runs are not this test's to kill");
        var home = Checkout.NewHome();
        var servers = new PrivateServers(new()
        {
            ["FLEETWATCH_HOME"] = home,
            ["FLEETWATCH_SERVERS"] = "packages",
            ["FLEETWATCH_PORT_OFFSET"] = "1000",
        });
        // The servers' accounts walk through it.
        await Checkout.Run(servers.environment, "chmod", "755", home);
        await servers.Up();
        foreach (var assignment in (await servers.Script("env")).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Contains('=')))
        {
            var (name, value) = (assignment[..assignment.IndexOf('=')], assignment[(assignment.IndexOf('=') + 1)..]);
            servers.Settings[name] = value.Replace("\\", ""); // As the shell's %q wrote it.
        }
        foreach (var (name, value) in servers.environment)
            servers.Settings[name] = value;
        return servers;
    }

    /// <summary>SIGKILL to the whole server: its main process, which takes or leaves its children as it would in earnest.</summary>
    public async Task Kill(string server)
    {
        var file = server switch
        {
            "postgres" => Path.Combine(Home, "data", "postgres", "postmaster.pid"),
            "rabbitmq" => Path.Combine(Home, "data", "rabbitmq", "rabbit.pid"),
            _ => throw new ArgumentOutOfRangeException(nameof(server), server, "postgres or rabbitmq"),
        };
        await Checkout.Run(environment, "kill", "-KILL", File.ReadLines(file).First());
    }

    /// <summary>Starts whatever of them does not run.</summary>
    public Task Up() => Script("up");

    /// <summary>Stops them, and deletes what they kept.</summary>
    public async Task Remove()
    {
        await Script("down");
        Directory.Delete(Home, recursive: true);
    }

    private Task<string> Script(string verb) => Checkout.Run(environment, Checkout.Script("servers.sh"), verb);
}
