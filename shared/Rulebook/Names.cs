using FleetWatch.OnCall;

namespace FleetWatch.Rulebook;

/// <summary>What there is to refer to, wherever in the file it stands.</summary>
internal sealed class Names(Entry root)
{
    private readonly HashSet<string> _people = Of(root, "people");
    private readonly HashSet<string> _teams = Of(root, "teams");
    private readonly HashSet<string> _schedules = Of(root, "schedules");
    private readonly HashSet<string> _policies = Of(root, "policies");

    public string Person(Entry entry) => entry.Checked(id => Missing(_people, "people", id));

    public string Policy(Entry entry) => entry.Checked(id => Missing(_policies, "policies", id));

    public Target Target(Entry entry)
    {
        var text = entry.Checked(Refuse);
        return OnCall.Target.Parse(text) ?? new Target(TargetKind.Person, text);
    }

    private string? Refuse(string text) => OnCall.Target.Parse(text) switch
    {
        null => Reasons.Of("target"),
        { Kind: TargetKind.Person } person => Missing(_people, "people", person.Id),
        { Kind: TargetKind.Schedule } schedule => Missing(_schedules, "schedules", schedule.Id),
        var team => Missing(_teams, "teams", team.Id),
    };

    private static string? Missing(HashSet<string> known, string section, string id) => known.Contains(id) ? null : Reasons.Of("not-there", ("id", id), ("section", section));

    private static HashSet<string> Of(Entry root, string section) => [.. root.Find(section)?.Members().Select(member => member.Name) ?? []];
}
