using System.Xml.Linq;
using Xunit;

namespace FleetWatch.Unit.Architecture;

/// <summary>Who may know whom: services meet only in contracts, and what decides knows nothing of the machinery around it.</summary>
public sealed class ArrowTests
{
    private static readonly string[] Services = ["Ingest", "Analysis", "Alerting", "Dashboard"];

    /// <summary>What each project may reference of ours; a project that is not listed fails.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["shared/Contracts"] = [],
        ["shared/Detection"] = ["Contracts"],
        ["shared/OnCall"] = ["Contracts"],
        ["shared/Incidents"] = ["Contracts", "OnCall"],
        ["shared/Rehearsing"] = ["Contracts", "Detection", "Incidents"],
        ["shared/Rulebook"] = ["Contracts", "OnCall", "Incidents"],
        ["shared/Explaining"] = ["Contracts", "Iso8583"],
        ["shared/Reporting"] = ["Contracts", "Explaining"],
        ["shared/Iso8583"] = ["Contracts"],
        ["shared/ServiceDefaults"] = ["Contracts"],
        ["shared/Smtp"] = [],
        ["services/Ingest"] = ["Contracts", "Iso8583", "ServiceDefaults"],
        ["services/Analysis"] = ["Contracts", "Detection", "Explaining", "Rehearsing", "ServiceDefaults"],
        ["services/Alerting"] = ["Contracts", "Explaining", "OnCall", "Incidents", "Rulebook", "ServiceDefaults", "Smtp"],
        ["services/Dashboard"] = ["Contracts", "Explaining", "Reporting", "ServiceDefaults", "Smtp"],
        ["services/Simulator"] = ["Contracts", "Detection", "Explaining", "Incidents", "Iso8583", "Rehearsing", "Reporting", "Rulebook"],
    };

    [Fact]
    public void Projects_reference_only_what_the_design_allows()
    {
        var wrong = from project in Projects()
                    let folder = Path.GetDirectoryName(Checkout.Relative(project))!.Replace('\\', '/')
                    from reference in References(project)
                    where !Allowed.TryGetValue(folder, out var allowed) || !allowed.Contains(reference)
                    select $"{folder} -> {reference}";

        Assert.Empty(wrong);
    }

    /// <summary>Calendars need a time zone database and recurrence rules; what does is pure all the same.</summary>
    [Fact]
    public void On_call_uses_calendar_arithmetic_and_no_other_package()
    {
        var packages = XDocument.Load(Path.Combine(Checkout.Root, "shared", "OnCall", "OnCall.csproj")).Descendants("PackageReference");

        Assert.Equal(["Ical.Net", "NodaTime"], packages.Select(package => package.Attribute("Include")!.Value).Order());
    }

    [Fact]
    public void The_pure_core_uses_no_package()
    {
        var wrong = from project in Projects()
                    let folder = Checkout.Relative(project)
                    where folder.StartsWith("shared/Contracts/") || folder.StartsWith("shared/Detection/") || folder.StartsWith("shared/Incidents/")
                    from package in XDocument.Load(project).Descendants()
                    where package.Name.LocalName is "PackageReference" or "FrameworkReference"
                    select $"{folder}: {package.Attribute("Include")?.Value}";

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("TimeProvider")]
    [InlineData("Stopwatch")]
    [InlineData("Random")]
    [InlineData("Guid.NewGuid")]
    [InlineData("ILogger")]
    [InlineData("Console")]
    [InlineData("HttpClient")]
    [InlineData("File")]
    [InlineData("Task")]
    [InlineData("Environment")]
    public void The_pure_core_has_no_clock_no_chance_and_no_world(string forbidden)
    {
        var word = new System.Text.RegularExpressions.Regex($@"(?<![\w.]){System.Text.RegularExpressions.Regex.Escape(forbidden)}(?=[.<( \[])");
        var wrong = from file in Checkout.Sources("shared/Detection", "shared/Explaining", "shared/Incidents", "shared/OnCall", "shared/Rehearsing",
                        "shared/Reporting/Costs", "shared/Reporting/Data", "shared/Reporting/Facts", "shared/Reporting/Html", "shared/Reporting/Presence",
                        "shared/Reporting/Statistics", "shared/Reporting/Troubles", "shared/Reporting/Weekly", "shared/Reporting/Wording") // Pdf reads fonts.
                    from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
                    let code = line.Text.TrimStart()
                    where !code.StartsWith("//", StringComparison.Ordinal) && word.IsMatch(WithoutText(code))
                    select $"{Checkout.Relative(file)}:{line.Number}: {code}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_service_names_another()
    {
        var wrong = from service in Services
                    from file in Checkout.Sources($"services/{service}")
                    from other in Services
                    where other != service && File.ReadAllText(file).Contains($"using FleetWatch.{other}", StringComparison.Ordinal)
                    select $"{Checkout.Relative(file)} uses {other}";

        Assert.Empty(wrong);
    }

    private static string WithoutText(string code) => System.Text.RegularExpressions.Regex.Replace(code, "\"[^\"]*\"|//.*$", "");

    private static IEnumerable<string> Projects() => new[] { "shared", "services" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*.csproj", SearchOption.AllDirectories));

    private static IEnumerable<string> References(string project) => XDocument.Load(project).Descendants("ProjectReference")
        .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
}
