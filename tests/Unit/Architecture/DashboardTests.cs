using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace FleetWatch.Unit.Architecture;

/// <summary>The provisioned dashboard asks for metrics that the services have, under the names that Prometheus gives them.</summary>
public sealed partial class DashboardTests
{
    private static readonly JsonNode Dashboard = JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "infra", "grafana", "dashboards", "fleetwatch.json")))!; // The file is an object.

    [Fact]
    public void Every_metric_of_ours_that_a_panel_shows_is_one_that_a_service_exports()
    {
        var exported = Checkout.Sources("services", "shared").SelectMany(file => Instruments(File.ReadAllText(file))).ToHashSet();

        var unknown = Expressions().SelectMany(expression => Ours().Matches(expression)).Select(match => match.Value).Where(name => !exported.Contains(name));

        Assert.Empty(unknown.Distinct());
    }

    [Fact]
    public void Every_panel_has_a_unit()
    {
        var without = Panels().Where(panel => string.IsNullOrEmpty((string?)panel["fieldConfig"]?["defaults"]?["unit"])).Select(panel => (string?)panel["title"]);

        Assert.Empty(without);
    }

    /// <summary>The names of the series that an instrument becomes: dots to underscores, then the unit, then what its kind adds.</summary>
    private static IEnumerable<string> Instruments(string source)
    {
        foreach (Match match in Created().Matches(source))
        {
            var name = match.Groups["name"].Value.Replace('.', '_') + match.Groups["unit"].Value switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
            switch (match.Groups["kind"].Value)
            {
                case "Counter" or "ObservableCounter":
                    yield return $"{name}_total";
                    break;
                case "Histogram":
                    foreach (var series in new[] { "_bucket", "_sum", "_count" })
                        yield return name + series;
                    break;
                default:
                    yield return match.Groups["unit"].Value == "1" ? $"{name}_ratio" : name;
                    break;
            }
        }
    }

    private static IEnumerable<JsonNode> Panels() => Dashboard["panels"]!.AsArray().Where(panel => (string?)panel!["type"] != "row")!; // A dashboard has panels.

    private static IEnumerable<string> Expressions() => Panels().SelectMany(panel => panel["targets"]!.AsArray()).Select(target => (string)target!["expr"]!); // Each asks something.

    [GeneratedRegex("fleetwatch_[a-z_]+")]
    private static partial Regex Ours();

    [GeneratedRegex("""Create(?<kind>\w*?(?:Counter|Histogram|Gauge))(?:<\w+>)?\(\s*"(?<name>fleetwatch\.[a-z._]+)"[^"]*"(?<unit>[^"]*)\x22""")]
    private static partial Regex Created();
}
