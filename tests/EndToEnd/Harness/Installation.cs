using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using FleetWatch.Support;

namespace FleetWatch.EndToEnd.Harness;

/// <summary>
/// All services as real processes under the supervisor that `make run` uses, on ports of their own, with a state folder of their own.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly Dictionary<string, string?> environment;
    private readonly List<HttpClient> clients = [];
    private readonly Dictionary<string, int> ports = [];

    private Installation(Dictionary<string, string?> environment) => this.environment = environment;

    /// <summary>Logs and process ids.</summary>
    public string Home => environment["FLEETWATCH_HOME"]!; // Set by Start, always.
    public string Logs => Path.Combine(Home, "log");

    /// <summary>A real SMTP server, outside of the system.</summary>
    public SmtpPeer Mail { get; } = new();

    /// <summary>Starts Ingest, Analysis with a standby, and Alerting.</summary>
    /// <param name="settings">Where the servers are, and whatever else the services are to be told.</param>
    /// <param name="home">The state folder, where there is one already.</param>
    public static async Task<Installation> Start(IReadOnlyDictionary<string, string?> settings, string? home = null)
    {
        home ??= Checkout.NewHome();
        var installation = new Installation(new(settings) { ["FLEETWATCH_HOME"] = home });
        Directory.CreateDirectory(installation.Logs);
        Directory.CreateDirectory(Path.Combine(home, "run"));
        await installation.Serve(MailSettings(installation.Mail.Port), ("ingest", "Ingest"), ("analysis", "Analysis"), ("standby", "Analysis"), ("alerting", "Alerting"));
        return installation;
    }

    /// <summary>A client of one of the services, with a key of an organisation.</summary>
    public HttpClient Client(string service, string? key = null)
    {
        var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{ports[service]}"), Timeout = TimeSpan.FromSeconds(30) };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        clients.Add(client);
        return client;
    }

    /// <summary>Creates an organisation and waits until its events can be taken; gives back a key of each service for it.</summary>
    public async Task<(string Ingest, string Alerting)> Organisation(string id)
    {
        await Command("Ingest", "organisations", "create", "--id", id, "--name", id, "--time-zone", "Asia/Shanghai");
        var ingest = await Command("Ingest", "keys", "create", "--organisation", id, "--source", "test", "--plain");
        var alerting = await Command("Alerting", "keys", "create", "--organisation", id, "--source", "test", "--plain");
        using var client = new HttpClient { BaseAddress = Client("ingest").BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ingest);
        await Eventually.Matches(() => Post.Send(client, [Post.Failure($"{id}-first", "T0")]), answer => answer.Status == HttpStatusCode.Accepted,
            $"Ingest takes events of {id}");
        return (ingest, alerting);
    }

    public async Task<string> Command(string project, params string[] arguments) =>
        (await Checkout.Run(environment, "dotnet", [Checkout.Program(project), .. arguments])).Trim();

    /// <summary>SIGKILL to the process itself; its supervisor starts it again.</summary>
    public async Task Kill(string service)
    {
        var pid = (await File.ReadAllTextAsync(Path.Combine(Home, "run", $"{service}.pid"))).Trim();
        await Checkout.Run(environment, "kill", "-KILL", pid);
    }

    public async Task<bool> IsReady(string service)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{ports[service]}/health/ready"));
        return answer.IsSuccessStatusCode;
    }

    /// <summary>What a service has said on standard output and error.</summary>
    public string LogOf(string service) => File.Exists(Path.Combine(Logs, $"{service}.log")) ? File.ReadAllText(Path.Combine(Logs, $"{service}.log")) : "";

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients)
            client.Dispose();
        await Checkout.Run(environment, Checkout.Script("down.sh"));
        Mail.Dispose();
        Directory.Delete(Home, recursive: true);
    }

    private async Task Serve(Dictionary<string, string?> settings, params (string Name, string Project)[] services)
    {
        foreach (var (name, project) in services)
        {
            ports[name] = FreePort();
            Supervise(name, new(settings) { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{ports[name]}" }, Checkout.Program(project));
        }
        foreach (var (name, _) in services)
            await Eventually.True(() => IsReady(name), $"{name} is ready; its log: {Logs}/{name}.log", TimeSpan.FromMinutes(2));
    }

    private void Supervise(string name, Dictionary<string, string?> settings, string program)
    {
        foreach (var (key, value) in environment)
            settings.TryAdd(key, value);
        settings["FLEETWATCH_PROCESS"] = $"{Instance()}/{name}";
        Checkout.Start(settings, "setsid", [Checkout.Script("supervise.sh"), name, "dotnet", program]).Dispose();
    }

    /// <summary>As common.sh names it, so that down.sh knows these processes as its own.</summary>
    private string Instance() => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Home)))[..10];

    private static Dictionary<string, string?> MailSettings(int port)
    {
        const string recipient = "Alerting__Incidents__LastResort__0__";
        return new()
        {
            ["Alerting__Email__Host"] = "127.0.0.1",
            ["Alerting__Email__Port"] = port.ToString(CultureInfo.InvariantCulture),
            ["Alerting__Email__Security"] = "None",
            ["Alerting__Email__From"] = "fleetwatch@test.example",
            [recipient + "Name"] = "on-call",
            [recipient + "Channel"] = "e-mail",
            [recipient + "Address"] = "on-call@test.example",
            [recipient + "Language"] = "en",
            [recipient + "TimeZone"] = "Asia/Shanghai",
        };
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
