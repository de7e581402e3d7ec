using System.Text.Json;
using FleetWatch.Simulator.Console;
using Xunit;

namespace FleetWatch.Unit.Simulator;

public sealed class ExplainCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fleetwatch-").FullName;

    public ExplainCommandTests()
    {
        File.WriteAllText(In("fleet.csv"), """
            terminalId,merchantId,siteId,siteName,model,softwareVersion,latestVersion,carrier,region,timeZone
            T1,M1,S1,Corner shop,S90,1.0,2.0,cmcc,North,Asia/Shanghai
            T2,M1,S1,Corner shop,S90,1.0,2.0,cmcc,North,Asia/Shanghai
            """);
        File.WriteAllText(In("events.ndjson"), string.Join('\n',
            Failure("a", "T1", "09:10:00", "\"errorCode\":\"mag-read-error\",\"cardRef\":\"cA\"", "02"),
            Failure("b", "T1", "09:30:00", "\"errorCode\":\"mag-read-error\",\"cardRef\":\"cB\"", "02"),
            Failure("c", "T1", "09:50:00", "\"errorCode\":\"mag-read-error\",\"cardRef\":\"cC\"", "02"),
            Failure("d", "T1", "10:00:00", "\"errorCode\":\"mag-read-error\",\"cardRef\":\"cD\"", "02"),
            Failure("d2", "T1", "10:01:00", "\"errorCode\":\"mag-read-error\",\"cardRef\":\"cD\"", "02"),
            Failure("e", "T2", "10:02:00", "\"responseCode\":\"91\",\"cardRef\":\"cE\",\"bin\":\"62002202\",\"amountMinor\":12900,\"currency\":\"CNY\",\"latencyMs\":9310", "05"),
            Failure("same", "T1", "11:00:00", "\"responseCode\":\"51\"", "05"), Failure("same", "T2", "11:00:00", "\"responseCode\":\"51\"", "05")) + "\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Names_the_reader_that_fails_for_everybody_and_what_to_do()
    {
        var run = await Explain("--failure", "d");

        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        Assert.StartsWith("Most likely: Card reader fault (", run.Out, StringComparison.Ordinal);
        Assert.Contains("+ 3 other cards failed alike at this terminal within 2 h", run.Out, StringComparison.Ordinal);
        Assert.Contains("1. Try another way to read the card: insert, tap or swipe.", run.Out, StringComparison.Ordinal);
        Assert.Contains("The field technician", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("the bank will ask", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_bank_must_be_called_it_lists_what_the_bank_asks_and_never_the_cards_token()
    {
        var run = await Explain("--terminal", "T2", "--at", "2026-11-05T10:05+08:00");

        foreach (var said in new[]
        {
            "time: 2026-11-05 10:02:00 +08:00 (2026-11-05 02:02:00 UTC)", "place: Corner shop / S1 / North", "model and software: S90 / 1.0",
            "amount: 12900 CNY", "answer: response code 91, the issuer or its switch cannot be reached (unionpay-2015)", "our reference: e", "what was tried: once",
        })
        {
            Assert.Contains(said, run.Out, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("cE", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_it_in_Chinese()
    {
        var run = await Explain("--failure", "d", "--language", "zh-Hans");

        Assert.StartsWith("最可能：读卡器故障", run.Out, StringComparison.Ordinal);
        Assert.Contains("请按顺序检查", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_the_same_as_data()
    {
        using var said = JsonDocument.Parse((await Explain("--failure", "e", "--json")).Out);

        Assert.Equal("issuer-outage", said.RootElement.GetProperty("causes")[0].GetProperty("cause").GetString());
        Assert.Equal("issuer", said.RootElement.GetProperty("evidencePack").GetProperty("call").GetString());
    }

    [Theory]
    [InlineData("There is no failed transaction nothing", "--failure", "nothing")]
    [InlineData("Several terminals report a failure same: T1, T2", "--failure", "same")]
    [InlineData("either --failure ID, or --terminal", "--terminal", "T1")]
    [InlineData("is no moment for --at", "--terminal", "T1", "--at", "2026-11-05T10:00")]
    [InlineData("zh-Hans", "--failure", "d", "--language", "fr")]
    public async Task A_question_that_cannot_be_answered_says_why(string said, params string[] how)
    {
        var run = await Explain(how);

        Assert.Equal(ExitCode.Unusable, run.Code);
        Assert.Contains(said, run.Error + run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_where_it_may_look()
    {
        var run = await CommandRun.OfAsync("explain", "--failure", "d", "--fleet", In("fleet.csv"));

        Assert.Equal(ExitCode.Unusable, run.Code);
        Assert.Contains("either --fleet and --events, or --analysis", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Analysis_that_does_not_answer_is_the_worlds_fault()
    {
        var run = await CommandRun.OfAsync("explain", "--failure", "d", "--analysis", "http://127.0.0.1:9", "--key", "k");

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Contains("does not answer", run.Error, StringComparison.Ordinal);
    }

    private Task<CommandRun> Explain(params string[] how) =>
        CommandRun.OfAsync(["explain", "--fleet", In("fleet.csv"), "--events", In("events.ndjson"), .. how]);

    private static string Failure(string id, string terminal, string time, string what, string entry) =>
        $$"""{"type":"transaction.failed","id":"{{id}}","terminalId":"{{terminal}}","occurredAt":"2026-11-05T{{time}}+08:00",{{what}},"entryMode":"{{entry}}"}""";

    private string In(string file) => Path.Combine(_folder, file);
}
