using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FleetWatch.Explaining;
using FleetWatch.Explaining.Refusals;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Feed;
using FleetWatch.Simulator.Posting;

namespace FleetWatch.Simulator.Explain;

/// <summary><c>fleetwatch explain</c>: why one card was refused, from recorded files or from a running Analysis.</summary>
internal static class ExplainCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static Command Create(Screen screen)
    {
        var fleet = new Option<string?>("--fleet") { Description = Texts.Of("backtest-fleet"), HelpName = "fleet.csv" };
        var events = new Option<string?>("--events") { Description = Texts.Of("backtest-events"), HelpName = "events.ndjson.gz" };
        var failure = new Option<string?>("--failure") { Description = Texts.Of("explain-failure"), HelpName = "id" };
        var terminal = new Option<string?>("--terminal") { Description = Texts.Of("explain-terminal"), HelpName = "id" };
        var at = Moment.Option("--at", Texts.Of("explain-at"));
        var analysis = IngestOptions.Address("--analysis", Texts.Of("explain-analysis"), required: false);
        var key = new Option<string?>("--key") { Description = Texts.Of("explain-key", AnalysisAnswer.KeyVariable) };
        var language = new Option<string>("--language") { Description = Texts.Of("explain-language"), DefaultValueFactory = _ => OfTheReader() };
        language.AcceptOnlyFromAmong([.. Words.Languages]);
        var json = new Option<bool>("--json") { Description = Texts.Of("explain-json") };
        var command = new Command("explain", Texts.Of("explain")) { fleet, events, failure, terminal, at, analysis, key, language, json };
        command.SetAction(async (given, ct) =>
        {
            var question = Question.Of(given.GetValue(failure), given.GetValue(terminal), given.GetValue(at));
            screen.Say((given.GetValue(analysis), given.GetValue(fleet), given.GetValue(events)) switch
            {
                ({ } server, null, null) => (await new AnalysisAnswer(server, KeyOf(given.GetValue(key))).AboutAsync(question, given.GetRequiredValue(language), given.GetValue(json), ct)).TrimEnd(),
                (null, { } registry, { } feed) => await OfFilesAsync(registry, feed, question, given.GetRequiredValue(language), given.GetValue(json), ct),
                _ => throw new UnusableInputException(Texts.Of("explain-where")),
            });
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<string> OfFilesAsync(string fleet, string events, Question question, string language, bool json, CancellationToken ct)
    {
        var about = await new FeedEvidence(FleetFile.Read(fleet), events).AboutAsync(question, ct);
        var words = new Words(CultureInfo.GetCultureInfo(language), about.Zone);
        var explanation = RefusalExplanation.Of(about, words);
        return json ? JsonSerializer.Serialize(explanation, Json) : explanation.ToText(words).TrimEnd();
    }

    private static string OfTheReader() => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? "zh-Hans" : "en";

    private static string KeyOf(string? given) => given ?? Environment.GetEnvironmentVariable(AnalysisAnswer.KeyVariable)
        ?? throw new UnusableInputException(Texts.Of("explain-no-key", AnalysisAnswer.KeyVariable));
}
