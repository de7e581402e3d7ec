using System.Globalization;
using System.Text.RegularExpressions;
using FleetWatch.Contracts;

namespace FleetWatch.Unit.Detection;

/// <summary>
/// A readable story of one fleet; see Scenarios/README.md for the words. The first two days are calm, so that habits are known.
/// </summary>
internal sealed partial record Scenario(int Terminals, int PerSite, int AttemptsPerHour, int Days, IReadOnlyList<Trouble> Troubles, IReadOnlyList<string> Expected)
{
    public static Scenario Read(string path)
    {
        var story = new Scenario(24, 3, 8, 4, [], []);
        var (troubles, expected) = (new List<Trouble>(), new List<string>());
        foreach (var line in File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (Fleet().Match(line) is { Success: true } fleet)
                story = story with { Terminals = Number(fleet, "count"), PerSite = Number(fleet, "site"), AttemptsPerHour = Number(fleet, "rate") };
            else if (Happens().Match(line) is { Success: true } trouble)
                troubles.Add(Trouble.Of(trouble));
            else if (line.StartsWith("expect ", StringComparison.Ordinal))
                expected.Add(line["expect ".Length..]);
            else
                throw new FormatException($"{Path.GetFileName(path)}: \"{line}\" is no sentence of a scenario.");
        }
        expected.Remove("nothing");
        return story with { Troubles = troubles, Expected = expected };
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^fleet of (?<count>\d+) terminals, (?<site>\d+) per site, (?<rate>\d+) attempts an hour$")]
    private static partial Regex Fleet();

    [GeneratedRegex(@"^(?<kind>[a-z-]+) (?<key>\S+) from day (?<d1>\d) (?<h1>\d\d):(?<m1>\d\d) to day (?<d2>\d) (?<h2>\d\d):(?<m2>\d\d): (?:(?<silent>silence)|no (?<lacks>heartbeats|counters)|traffic times (?<times>\d)|every (?<every>\d+) minutes (?<codes>\S+) by (?<mode>\d\d)(?<cards> of one card| of no card)?(?: at bin (?<bin>\d+))?(?: tried (?<tries>\d) times)?(?<all>, nothing passes)?)$")]
    private static partial Regex Happens();
}

/// <summary>
/// What happens, from and until which minute; every so many minutes at each terminal, 0 for silence; the codes in turn; each card so many times; whether
/// no other attempt passes meanwhile; or how many times as many customers come, with nothing wrong; or what is not told; whether no failure tells its card or
/// issuer.
/// </summary>
internal sealed record Trouble(string Kind, string Key, int From, int Until, int Every, string[] Codes, string Mode, bool OneCard, string? Bin, int Tries = 1,
    bool NothingPasses = false, int Traffic = 1, string Lacks = "", bool NoCard = false)
{
    public bool IsSilence => Every == 0 && Traffic == 1 && Lacks.Length == 0;

    public static Trouble Of(Match line) => new(line.Groups["kind"].Value, line.Groups["key"].Value, Minute(line, "1"), Minute(line, "2"),
        Count(line, "every", 0),
        line.Groups["codes"].Value.Split(','), line.Groups["mode"].Value, line.Groups["cards"].Value == " of one card",
        line.Groups["bin"].Success ? line.Groups["bin"].Value : null,
        Count(line, "tries", 1), line.Groups["all"].Success, Count(line, "times", 1), line.Groups["lacks"].Value, line.Groups["cards"].Value == " of no card");

    public bool Strikes(TerminalRecord terminal, int minute) => minute >= From && minute < Until && Key == Kind switch
    {
        "terminal" => terminal.TerminalId,
        "site" => terminal.SiteId,
        "merchant" => terminal.MerchantId,
        "version" => $"{terminal.Model}/{terminal.SoftwareVersion}",
        "carrier-region" => $"{terminal.Carrier}/{terminal.Region}",
        "carrier" => terminal.Carrier,
        "region" => terminal.Region,
        "issuer" or "fleet" => Key,
        _ => throw new FormatException($"A scenario knows no {Kind}."),
    };

    private static int Count(Match line, string group, int otherwise) =>
        line.Groups[group].Success ? int.Parse(line.Groups[group].Value, CultureInfo.InvariantCulture) : otherwise;

    private static int Minute(Match line, string which) =>
        (((int.Parse(line.Groups["d" + which].Value, CultureInfo.InvariantCulture) - 1) * 24)
        + int.Parse(line.Groups["h" + which].Value, CultureInfo.InvariantCulture)) * 60
        + int.Parse(line.Groups["m" + which].Value, CultureInfo.InvariantCulture);
}
