using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using FleetWatch.ServiceDefaults;
using Npgsql;

namespace FleetWatch.Load.Boards;

/// <summary><c>boards</c>: first paint of the board of a large fleet, and what many open boards cost the Dashboard while events flow.</summary>
internal static partial class BoardRun
{
    private const string Database = "load_boards";
    private const int Looks = 9;

    public static Command Command()
    {
        var terminals = new Option<int>("--terminals") { Description = "Terminals in the fleet.", DefaultValueFactory = _ => 100_000 };
        var boards = new Option<int>("--boards") { Description = "Open boards.", DefaultValueFactory = _ => 200 };
        var rate = new Option<int>("--rate") { Description = "Events a second.", DefaultValueFactory = _ => 200 };
        var seconds = new Option<int>("--seconds") { Description = "How long to measure.", DefaultValueFactory = _ => 30 };
        var command = new Command("boards", "First paint of the board, and the Dashboard's share of the processor with many of them open.") { terminals, boards, rate, seconds };
        command.SetAction((parsed, ct) => Execute(parsed.GetValue(terminals), parsed.GetValue(boards), parsed.GetValue(rate), parsed.GetValue(seconds), ct));
        return command;
    }

    private static async Task<int> Execute(int terminals, int boards, int rate, int seconds, CancellationToken ct)
    {
        var server = Environment.GetEnvironmentVariable(Connections.PostgresKey) ?? throw new InvalidOperationException($"{Connections.PostgresKey} is not set.");
        await using var maintenance = NpgsqlDataSource.Create(server);
        await Run(maintenance, $"drop database if exists {Database} with (force)", ct);
        await Run(maintenance, $"create database {Database}", ct);
        var site = Free();
        var settings = new Dictionary<string, string>
        {
            [Connections.PostgresKey] = new NpgsqlConnectionStringBuilder(server) { Database = Database }.ConnectionString,
            [Connections.RabbitMqKey] = Environment.GetEnvironmentVariable(Connections.RabbitMqKey) ?? throw new InvalidOperationException($"{Connections.RabbitMqKey} is not set."),
            ["ASPNETCORE_URLS"] = site.GetLeftPart(UriPartial.Authority),
        };
        await using (var dashboard = ServiceProcess.Start("Dashboard", settings))
            await Measure(dashboard, site, settings, (terminals, boards, rate, seconds), ct);
        NpgsqlConnection.ClearAllPools();
        await Run(maintenance, $"drop database {Database} with (force)", ct);
        return 0;
    }

    private static async Task Measure(ServiceProcess dashboard, Uri site, Dictionary<string, string> settings, (int Terminals, int Boards, int Rate, int Seconds) size, CancellationToken ct)
    {
        await Ready(site, ct);
        var organisation = $"boards-{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}";
        await using var fleet = await BoardFleet.Start(settings, organisation, ct);
        await Until(() => Count(settings, $"select count(*) from dashboard.mt_doc_knownorganisation where id = '{organisation}'", ct), 1, ct);
        await Until(() => Listens(organisation, settings, ct), 1, ct);
        await fleet.Register(size.Terminals, ct);
        await Until(() => Count(settings, "select count(*) from dashboard.terminal where last_heard_at is not null and record is not null", ct), size.Terminals, ct);
        var cookies = await SignIn(site, settings, organisation, ct);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]}, {size.Terminals} terminals"));

        var paints = await FirstPaint.Look(site, cookies, Looks);
        Tell("first contentful paint, ms", paints.Select(one => one.PaintMs));
        Tell("taken over by the server, ms", paints.Select(one => one.LiveMs));
        Tell("over the wire, kB", paints.Select(one => one.Kilobytes));
        Tell("of which the page, kB", paints.Select(one => one.PageKilobytes));

        var watched = new Watched("Dashboard", dashboard.Pid);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var flow = fleet.Flow(size.Terminals, size.Rate, enough.Token);
        await Share("no board open", watched, size.Seconds, [], ct);
        List<BoardCircuit> open = [];
        while (open.Count < size.Boards)
            open.Add(await BoardCircuit.Open(site, string.Join("; ", cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")), ct));
        await Share($"{open.Count} boards open", watched, size.Seconds, open, ct);
        await enough.CancelAsync();
        await flow;
        foreach (var circuit in open)
            await circuit.DisposeAsync();
    }

    private static async Task Share(string name, Watched dashboard, int seconds, List<BoardCircuit> open, CancellationToken ct)
    {
        using var settle = new PeriodicTimer(TimeSpan.FromSeconds(10));
        await settle.WaitForNextTickAsync(ct);
        var (begun, cpu, drawn, bytes) = (Stopwatch.GetTimestamp(), dashboard.CpuSeconds(), open.Sum(one => one.Drawn), open.Sum(one => one.Bytes));
        using var span = new PeriodicTimer(TimeSpan.FromSeconds(seconds));
        await span.WaitForNextTickAsync(ct);
        var passed = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {(dashboard.CpuSeconds() - cpu) / passed:0.00} cores, {dashboard.Megabytes():0} MB; {(open.Count == 0 ? 0 : (open.Sum(one => one.Drawn) - drawn) / passed / open.Count):0.00} drawings a second each, {(open.Count == 0 ? 0 : (open.Sum(one => one.Bytes) - bytes) / passed / open.Count / 1000):0.00} kB/s each; lost {open.Count(one => one.Trouble is not null)}"));
    }

    private static async Task<IReadOnlyList<Microsoft.Playwright.Cookie>> SignIn(Uri site, Dictionary<string, string> settings, string organisation, CancellationToken ct)
    {
        var password = await ServiceProcess.Command("Dashboard", settings, ["accounts", "create", "--name", "load", "--role", "operator", "--organisation", organisation, "--plain"], ct);
        var jar = new CookieContainer();
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = jar }) { BaseAddress = site };
        var form = await http.GetStringAsync("/sign-in", ct);
        using var fields = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = Token().Match(form).Groups[1].Value, ["name"] = "load", ["password"] = password, ["back"] = "/" });
        using var answer = await http.PostAsync("/sign-in", fields, ct);
        jar.Add(site, new Cookie("fleetwatch-theme", "light"));
        return [.. jar.GetCookies(site).Select(cookie => new Microsoft.Playwright.Cookie { Name = cookie.Name, Value = cookie.Value, Url = site.ToString() })];
    }

    private static void Tell(string name, IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-30} median {sorted[sorted.Count / 2]:0}, largest {sorted[^1]:0}, of {sorted.Count} looks with nothing cached"));
    }

    // The Dashboard opens its queue some seconds after Analysis' queue is there; what is sent before is not heard.
    private static async Task<long> Listens(string organisation, Dictionary<string, string> settings, CancellationToken ct)
    {
        var factory = new RabbitMQ.Client.ConnectionFactory { Uri = new Uri(settings[Connections.RabbitMqKey]) };
        await using var connection = await factory.CreateConnectionAsync(ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        try
        {
            return (await channel.QueueDeclarePassiveAsync($"dashboard.{organisation}", ct)).ConsumerCount;
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return 0;
        }
    }

    private static async Task<long> Count(Dictionary<string, string> settings, string sql, CancellationToken ct)
    {
        await using var database = NpgsqlDataSource.Create(settings[Connections.PostgresKey]);
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(ct) ?? 0L);
    }

    private static async Task Until(Func<Task<long>> count, long expected, CancellationToken ct)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        for (var tries = 0; tries < 600 && await look.WaitForNextTickAsync(ct); tries++)
            if (await count() >= expected)
                return;
        throw new InvalidOperationException($"The Dashboard did not come so far within five minutes: {expected}.");
    }

    private static Task Ready(Uri site, CancellationToken ct) => Until(async () =>
    {
        using var http = new HttpClient { BaseAddress = site };
        try
        {
            return (await http.GetAsync("/health/ready", ct)).IsSuccessStatusCode ? 1 : 0;
        }
        catch (HttpRequestException)
        {
            return 0; // it does not listen yet
        }
    }, 1, ct);

    private static async Task Run(NpgsqlDataSource database, string sql, CancellationToken ct)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static Uri Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
