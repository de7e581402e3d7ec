using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using FleetWatch.Support;
using Microsoft.Playwright;
using Npgsql;
using Xunit;

namespace FleetWatch.Browser.Harness;

/// <summary>
/// The Dashboard as a real process on real servers, and a real browser in front of it. Use it as <c>IClassFixture&lt;Site&gt;</c>.
/// </summary>
public sealed class Site : IAsyncLifetime
{
    private readonly Servers servers;
    private readonly int port = FreePort();
    private Process? process;

    /// <summary>More settings for the next start.</summary>
    internal Dictionary<string, string?> Settings { get; } = [];
    private IPlaywright? playwright;
    private IBrowser? browser;

    public Site()
        : this(new Servers())
    {
    }

    internal Site(Servers servers) => this.servers = servers;

    public string Address => $"http://127.0.0.1:{port}";

    internal Servers Servers => servers;

    public async Task InitializeAsync()
    {
        await servers.InitializeAsync();
        await StartDashboard();
        // Patience for a machine that does other things as well; what is there at once is seen at once.
        Assertions.SetDefaultExpectTimeout(60_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("FLEETWATCH_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>Creates an account and gives back its password.</summary>
    public async Task<string> Account(string name, string role = "operator", string organisation = "acme", params string[] regions) =>
        (await Command(["accounts", "create", "--name", name, "--role", role, "--organisation", organisation, "--plain", .. regions.SelectMany(region => (string[])["--region", region])])).Trim();

    /// <summary>A browser profile of its own, with nobody signed in.</summary>
    public async Task<IBrowserContext> Profile(string language = "en-GB", bool dark = false, bool phone = false)
    {
        var started = browser ?? throw new InvalidOperationException("The browser has not been started.");
        var profile = await started.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = language,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = phone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1366, Height = 900 },
            BaseURL = Address,
        });
        profile.SetDefaultTimeout(60_000);
        return profile;
    }

    /// <summary>A page with a person of this role signed in, who has just come to the given address.</summary>
    public async Task<IPage> SignedIn(string role = "operator", string address = "/", string language = "en-GB", bool dark = false, bool phone = false, string organisation = "acme", params string[] regions) =>
        (await SignedInAs(role, address, language, dark, phone, organisation, regions)).Page;

    /// <summary>The same, and the name of the person.</summary>
    public async Task<(IPage Page, string Name)> SignedInAs(string role, string address = "/", string language = "en-GB", bool dark = false, bool phone = false,
        string organisation = "acme", params string[] regions)
    {
        var name = $"{role}-{Guid.NewGuid():N}"[..20];
        var password = await Account(name, role, organisation, regions);
        var page = await (await Profile(language, dark, phone)).NewPageAsync();
        await page.GotoAsync($"/sign-in?back={Uri.EscapeDataString(address)}");
        await page.FillAsync("#name", name);
        await page.FillAsync("#password", password);
        await page.ClickAsync("button[type=submit]");
        return (page, name);
    }

    /// <summary>Lets the person in no more.</summary>
    public Task Disable(string name) => Command("accounts", "disable", name);

    /// <summary>What the database answers to a question with one number.</summary>
    internal async Task<object?> Query(string sql)
    {
        await using var database = NpgsqlDataSource.Create(servers.Postgres);
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Waits until the Dashboard reads an organisation's feed.</summary>
    internal Task ListensTo(string organisation) => Support.Eventually.True(async () =>
        (await servers.Broker<JsonArray>("queues/{vhost}"))!.Any(queue => (string?)queue!["name"] == $"dashboard.{organisation}" && (int?)queue["consumers"] > 0),
        "the Dashboard listens");

    internal async Task<T> Eventually<T>(string sql, Func<T, bool> expected) =>
        await Support.Eventually.Matches(async () => (T?)await Query(sql), found => found is not null && expected(found), sql) ?? throw new InvalidOperationException("It was there just now.");

    /// <summary>Stops the process as an administrator would kill it, and starts it again on the same port.</summary>
    public async Task RestartDashboard()
    {
        StopDashboard();
        await StartDashboard();
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        StopDashboard();
        await servers.DisposeAsync();
    }

    internal async Task StartDashboard()
    {
        process = Start([]);
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        await Support.Eventually.True(async () =>
        {
            using var answer = await client.GetAsync(new Uri($"{Address}/health/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }, "the Dashboard is ready", TimeSpan.FromMinutes(2));
    }

    internal void StopDashboard()
    {
        process?.Kill();
        process?.WaitForExit();
        process?.Dispose();
        process = null;
    }

    private async Task<string> Command(params string[] arguments)
    {
        using var command = Start(arguments);
        var said = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        return command.ExitCode == 0 ? said : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {command.ExitCode}: {said}");
    }

    private Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program("Dashboard"), .. arguments]) { RedirectStandardOutput = true };
        foreach (var (name, value) in servers.Settings.Concat(Settings))
            start.Environment[name] = value;
        start.Environment["ASPNETCORE_URLS"] = Address;
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }

    internal static string Program(string service, [CallerFilePath] string here = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..")); // A source file has a folder.
        return Path.Combine(root, "artifacts", "bin", service, new DirectoryInfo(AppContext.BaseDirectory).Name, $"FleetWatch.{service}.dll");
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
