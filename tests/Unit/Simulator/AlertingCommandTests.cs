using System.Collections.Concurrent;
using System.Net;
using FleetWatch.Simulator.Alerting;
using FleetWatch.Simulator.Console;
using Spectre.Console;
using Xunit;

namespace FleetWatch.Unit.Simulator;

public sealed class AlertingCommandTests : IDisposable
{
    private const string Before = "people:\n  li: { contacts: [{ channel: e-mail, address: li@example.org }] }\n";
    private const string After = Before + "# reviewed\n";

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task A_good_file_is_counted()
    {
        File.WriteAllText(_file, Before);

        var run = await CommandRun.OfAsync("alerting", "check", _file);

        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        Assert.Contains("1", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_error_is_said_with_its_line_and_its_field()
    {
        File.WriteAllText(_file, "people:\n  li: { contact: [] }\nroutes:\n  - { name: all, policy: none }\n");

        var run = await CommandRun.OfAsync("alerting", "check", _file);

        Assert.Equal(ExitCode.Unusable, run.Code);
        Assert.Contains(":2:", run.Error, StringComparison.Ordinal);
        Assert.Contains("people.li.contact", run.Error, StringComparison.Ordinal);
        Assert.Contains(":4:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_is_taken_as_it_is_written_and_where_nobody_answers_it_is_said()
    {
        File.WriteAllText(_file, Before);

        var apply = await CommandRun.OfAsync("alerting", "apply", _file, "--alerting", "http://127.0.0.1:1", "--key", "k", "--yes");
        var ratings = await CommandRun.OfAsync("alerting", "ratings", "--alerting", "http://127.0.0.1:1", "--key", "k");
        var nowhere = await CommandRun.OfAsync("alerting", "ratings", "--alerting", "nowhere", "--key", "k");

        Assert.All([apply, ratings], run => Assert.Contains("127.0.0.1:1", run.Error, StringComparison.Ordinal));
        Assert.All([apply, ratings, nowhere], run => Assert.NotEqual(ExitCode.Done, run.Code));
        Assert.Contains("nowhere", nowhere.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_file_is_shown_first_and_put_only_by_one_who_is_sure()
    {
        var desk = new Desk(Before);

        var asked = await Apply(desk, sure: false);
        Assert.Contains("+ # reviewed", asked, StringComparison.Ordinal);
        Assert.Equal(Before, desk.Yaml);

        await Apply(desk, sure: true);
        Assert.Equal((After, "\"7\""), (desk.Yaml, desk.Tags.Last()));
    }

    [Fact]
    public async Task The_same_file_is_not_put_again()
    {
        var desk = new Desk(After);

        await Apply(desk, sure: true);

        Assert.Empty(desk.Tags);
    }

    [Fact]
    public async Task A_file_that_somebody_else_changed_meanwhile_is_not_overwritten()
    {
        var desk = new Desk(Before) { Changed = true };

        await Assert.ThrowsAsync<UnusableInputException>(() => Apply(desk, sure: true));

        Assert.Equal(Before, desk.Yaml);
    }

    [Fact]
    public async Task What_ratings_suggest_is_said_with_the_line_of_the_settings()
    {
        var desk = new Desk("""{"rated":9,"advice":[{"text":"Most were noise.","setting":"Analysis__Detection__LeastDuration=00:07:00"},{"text":"No setting helps."}]}""");
        Assert.Equal(["Most were noise.", "    Analysis__Detection__LeastDuration=00:07:00", "No setting helps."],
            (await Ratings(desk)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd()));
        Assert.Contains("7", await Ratings(new Desk("""{"rated":7,"advice":[]}""")), StringComparison.Ordinal);
    }

    private static async Task<string> Ratings(Desk desk)
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output) });
        using var client = new ConfigurationClient(new Uri("http://desk.test"), "key", desk);
        await AlertingCommand.RatingsAsync(new Screen(console, console, TimeProvider.System), client, 28, CancellationToken.None);
        return output.ToString();
    }

    private static async Task<string> Apply(Desk desk, bool sure)
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output) });
        using var client = new ConfigurationClient(new Uri("http://desk.test"), "key", desk);
        await AlertingCommand.ApplyAsync(new Screen(console, console, TimeProvider.System), client, After, sure, CancellationToken.None);
        return output.ToString();
    }

    /// <summary>Keeps a file as Alerting does.</summary>
    private sealed class Desk(string yaml) : HttpMessageHandler
    {
        public string Yaml { get; private set; } = yaml;
        public bool Changed { get; init; }
        public ConcurrentQueue<string> Tags { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Get)
                return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Yaml), Headers = { ETag = new("\"7\"") } };
            if (Changed)
                return new HttpResponseMessage(HttpStatusCode.PreconditionFailed);
            Tags.Enqueue(request.Headers.IfMatch.Single().Tag);
            Yaml = await request.Content!.ReadAsStringAsync(cancellationToken); // A file is put.
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"version":8}""") };
        }
    }
}
