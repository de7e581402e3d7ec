using FleetWatch.Incidents;
using FleetWatch.OnCall;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FleetWatch.Rulebook;

/// <summary>Reads the one file in which an organisation says whom to tell of what. The README shows it.</summary>
public static class ConfigurationFile
{
    private const int LongestFile = 1_000_000;

    private static readonly string[] Sections = ["people", "teams", "schedules", "policies", "routes", "windows", "lastResort"];

    /// <param name="yaml">The whole file; 1,000,000 characters at most.</param>
    /// <param name="refuse">What is wrong with an address in a channel, as a sentence; null: nothing can be said about addresses here.</param>
    /// <returns>What it says, or everything that is wrong with it, in the order of the lines.</returns>
    public static (AlertingConfiguration? Configuration, IReadOnlyList<ConfigurationError> Errors) Read(string yaml,
        Func<string, string, string?>? refuse = null)
    {
        if (yaml.Length > LongestFile)
            return (null, [new ConfigurationError(1, 1, "", Reasons.Of("too-long", ("count", LongestFile)))]);
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (YamlException e)
        {
            return (null, [new ConfigurationError((int)e.Start.Line, (int)e.Start.Column, "", Reasons.Of("no-yaml", ("why", e.InnerException?.Message ?? e.Message)))]);
        }
        var errors = new List<ConfigurationError>();
        var root = new Entry(stream.Documents.Count == 0 ? new YamlMappingNode() : stream.Documents[0].RootNode, "", errors).Only(Sections);
        var configuration = Read(root, new Names(root), refuse);
        return errors.Count == 0 ? (configuration, []) : (null, [.. errors.Distinct().OrderBy(error => error.Line).ThenBy(error => error.Column)]);
    }

    private static AlertingConfiguration Read(Entry root, Names names, Func<string, string, string?>? refuse)
    {
        var people = All(root, "people", (id, entry) => PeopleSection.Person(id, entry, refuse));
        return new AlertingConfiguration
        {
            Plan = new OnCallPlan
            {
                People = people,
                Teams = All(root, "teams", (id, entry) => PeopleSection.Team(id, entry, names)),
                Schedules = All(root, "schedules", (id, entry) => ScheduleSection.Schedule(id, entry, names)),
                Policies = All(root, "policies", (id, entry) => RouteSection.Policy(id, entry, names)),
                Windows = All(root, "windows", WindowSection.Window),
            },
            Routes = [.. root.Find("routes")?.Items().Select(entry => RouteSection.Route(entry, names)) ?? []],
            LastResort = [.. (root.Find("lastResort")?.Items() ?? []).Select(names.Person)
                .SelectMany(id => people.Where(person => person.Id == id && person.Contacts.Count > 0)).Select(Recipient.Of)],
        };
    }

    private static List<T> All<T>(Entry root, string section, Func<string, Entry, T> read) =>
        [.. root.Find(section)?.Members().Select(member => read(member.Name, member.Value)) ?? []];
}
