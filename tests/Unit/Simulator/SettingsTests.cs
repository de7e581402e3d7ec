using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using FleetWatch.Detection;
using FleetWatch.Incidents;
using FleetWatch.Rehearsing;
using FleetWatch.Simulator.Backtest;
using FleetWatch.Simulator.Console;
using FleetWatch.Unit.Architecture;
using Xunit;

namespace FleetWatch.Unit.Simulator;

public sealed class SettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fleetwatch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_wrong_setting_is_named_with_value_and_reason_at_once()
    {
        var refused = Assert.Throws<UnusableInputException>(() => Read("""
            {"detection": {"leastRate": 5, "cardsToBlameTerminal": "three", "leestDuration": "00:01:00"}, "incidents": {"flapWindow": "8.00:00:00"}, "tickEvery": 10}
            """));

        foreach (var said in new[]
        {
            "detection.leastRate = 5: must be between 1E-06 and 0.01.",
            "detection.cardsToBlameTerminal = \"three\": must be a whole number.",
            "detection.leestDuration = \"00:01:00\": there is no such setting; there are detection.falsePagesPerThousandTerminalWeeks",
            "incidents.flapWindow = \"8.00:00:00\": must be between 00:00:00 and 7.00:00:00.",
            "tickEvery = 10: must be a time span",
        })
        {
            Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_right_is_taken_and_what_is_left_out_keeps_its_default()
    {
        var settings = Read("""{"detection": {"leastDuration": "00:05:00"}, "incidents": {"pagesPerWindow": 3}} // tried in June""");

        Assert.Equal(new DetectionSettings { LeastDuration = TimeSpan.FromMinutes(5) }, settings.Detection);
        Assert.Equal((3, TimeSpan.FromMinutes(30)), (settings.Incidents.PagesPerWindow, settings.Incidents.FlapWindow));
    }

    [Theory]
    [InlineData("""{"detection": 5}""", "detection = 5: must be an object")]
    [InlineData("[]", "must be an object")]
    [InlineData("""{"incidents": {"routes": "everybody"}}""", "incidents.routes")]
    [InlineData("""{"detection": {"leastRate": null}}""", "must be a number")]
    public void What_is_of_another_form_is_refused(string file, string said) =>
        Assert.Contains(said, Assert.Throws<UnusableInputException>(() => Read(file)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_table_of_settings_says_what_the_settings_are()
    {
        var table = File.ReadAllLines(Path.Combine(Checkout.Root, "services", "Simulator", "Backtest", "README.md"));

        var missing = from section in new (string Name, object Defaults)[] { ("detection.", new DetectionSettings()), ("incidents.", new IncidentSettings()), ("", new BacktestSettings()) }
                      from setting in section.Defaults.GetType().GetProperties()
                      let range = setting.GetCustomAttribute<RangeAttribute>()
                      where range is not null
                      let row = $"| {Text(range.Minimum)} to {Text(range.Maximum)} | {Text(setting.GetValue(section.Defaults)!)} |"
                      let name = $"| `{section.Name}{JsonNamingPolicy.CamelCase.ConvertName(setting.Name)}` |"
                      where !table.Any(line => line.StartsWith(name, StringComparison.Ordinal) && line.Contains(row, StringComparison.Ordinal))
                      select $"{name} … {row}";

        Assert.Empty(missing);
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private BacktestSettings Read(string file)
    {
        var path = Path.Combine(_folder, "settings.json");
        File.WriteAllText(path, file);
        return SettingsFile.Read(path);
    }
}
