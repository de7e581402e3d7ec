using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using FleetWatch.Alerting.Desk;
using FleetWatch.Alerting.Pages;
using FleetWatch.Contracts;
using FleetWatch.Rulebook;
using Xunit;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Unit.Alerting;

/// <summary>What is said to whoever asks is said in their language.</summary>
public sealed partial class SpokenTests : IDisposable
{
    private const string Wrong = """
        people: { li: { contacts: [], timeZone: Asia/Shangai, quietHours: { from: 9 } }, wang: x }
        schedules: { field: { layers: [{ people: [nobody], start: soon, turn: often }] } }
        policies: { field: { steps: [] } }
        routes: [{ name: x, match: { cause: [power], minSeverity: huge } }]
        windows: { works: { scopes: [shop], start: 2026-01-04T01:00, length: 3x, rule: NEVER, timeZone: terminal } }
        """;

    private readonly CultureInfo before = CultureInfo.CurrentUICulture;

    public void Dispose() => CultureInfo.CurrentUICulture = before;

    [Theory]
    [InlineData("FleetWatch.Alerting.Pages.Texts", typeof(PageWords))]
    [InlineData("FleetWatch.Rulebook.Texts", typeof(ConfigurationFile))]
    public void Every_text_has_its_twin_with_the_same_gaps(string name, Type of)
    {
        var texts = new ResourceManager(name, of.Assembly);
        var (english, chinese) = (All(texts, CultureInfo.InvariantCulture), All(texts, CultureInfo.GetCultureInfo("zh-Hans")));
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), chinese.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, text => Assert.Equal(Gaps(text.Value), Gaps(chinese[text.Key])));
    }

    [Fact]
    public void Everything_that_is_wrong_with_a_file_is_said_in_Chinese_at_the_same_places()
    {
        var english = In("en", () => ConfigurationFile.Read(Wrong).Errors);
        var chinese = In("zh-Hans", () => ConfigurationFile.Read(Wrong).Errors);
        Assert.InRange(english.Count, 12, 30);
        Assert.Equal(english.Select(error => (error.Line, error.Column, error.Field)).Order(), chinese.Select(error => (error.Line, error.Column, error.Field)).Order());
        Assert.All(english, error => Assert.DoesNotMatch(Han(), error.Reason));
        Assert.All(chinese, error => Assert.Matches(Han(), error.Reason));
    }

    [Fact]
    public void What_is_wrong_with_an_act_is_said_in_Chinese()
    {
        var snooze = new SnoozeIncident(Noon.AddDays(-1));
        Assert.Equal("Later than now, at most 30 days.", In("en", () => ActCheck.Refuse(snooze, Noon))!.Reason); // It is refused.
        Assert.Equal("须晚于现在，最多30天。", In("zh-Hans", () => ActCheck.Refuse(snooze, Noon))!.Reason); // It is refused.
    }

    [Fact]
    public void Every_text_that_is_said_somewhere_is_there()
    {
        var texts = All(new ResourceManager("FleetWatch.Alerting.Pages.Texts", typeof(PageWords).Assembly), CultureInfo.InvariantCulture);
        var said = from file in FleetWatch.Unit.Architecture.Checkout.Sources("services/Alerting") from Match found in Name().Matches(File.ReadAllText(file)) select found.Groups[1].Value;
        Assert.All(said.Distinct(), name => Assert.Contains($"said.{name}", texts.Keys));
    }

    private static T In<T>(string language, Func<T> read)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return read();
    }

    private static Dictionary<string, string> All(ResourceManager texts, CultureInfo culture) =>
        texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>().ToDictionary(text => (string)text.Key, text => (string)text.Value!); // The language is there.

    private static IEnumerable<string> Gaps(string text) => Gap().Matches(text).Select(gap => gap.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Gap();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();

    [GeneratedRegex("Spoken\\.Of\\(\"([^\"]+)\"")]
    private static partial Regex Name();
}
