using FleetWatch.Contracts;
using FleetWatch.Incidents;
using FleetWatch.OnCall;

namespace FleetWatch.Rulebook;

internal static class RouteSection
{
    private const int MostRepeats = 100;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public static PageRoute Route(Entry entry, Names names)
    {
        entry.Only("name", "match", "notify", "policy", "continue");
        if (entry.Find("notify") is null && entry.Find("policy") is null)
            entry.Wrong(0, Reasons.Of("nobody"));
        var match = entry.Find("match")?.Only("audiences", "causes", "scopes", "keys", "regions", "merchants", "carriers", "labels", "minSeverity");
        return new PageRoute
        {
            Name = entry.Need("name")?.Text() ?? "",
            Audiences = List(match, "audiences", Scalars.Named<Audience>),
            Causes = List(match, "causes", Scalars.Cause),
            Scopes = List(match, "scopes", Scalars.Named<ScopeKind>),
            Keys = List(match, "keys", item => item.Text()),
            Regions = List(match, "regions", item => item.Text()),
            Merchants = List(match, "merchants", item => item.Text()),
            Carriers = List(match, "carriers", item => item.Text()),
            Labels = match?.Find("labels")?.Only([.. Place.LabelNames]).Members().ToDictionary(label => label.Name, label => label.Value.Text()) ?? [],
            MinSeverity = match?.Find("minSeverity")?.Named<Severity>() ?? Severity.Unknown,
            Continue = entry.Find("continue")?.Flag() ?? false,
            Targets = List(entry, "notify", names.Target),
            Policy = entry.Find("policy") is { } policy ? names.Policy(policy) : null,
        };
    }

    public static EscalationPolicy Policy(string id, Entry entry, Names names)
    {
        var steps = (entry.Only("steps", "repeat", "lastResort").Need("steps")?.Items() ?? []).Select(item => Step(item, names)).ToList();
        if (steps.Count == 0 && entry.Find("steps") is { } none)
            none.Wrong(0, Reasons.Of("step"));
        return new EscalationPolicy
        {
            Id = id,
            Steps = steps,
            Repeats = entry.Find("repeat")?.Number(0, MostRepeats) ?? 0,
            LastResort = List(entry, "lastResort", names.Target),
        };
    }

    private static EscalationStep Step(Entry entry, Names names)
    {
        var targets = List(entry.Only("notify", "wait"), "notify", names.Target);
        if (targets.Count == 0)
            entry.Wrong(0, Reasons.Of("missing", ("name", "notify")));
        return new EscalationStep(targets, entry.Find("wait")?.Duration(TimeSpan.FromSeconds(1), Longest) ?? TimeSpan.FromMinutes(15));
    }

    private static List<T> List<T>(Entry? entry, string name, Func<Entry, T> read) => [.. entry?.Find(name)?.Items().Select(read) ?? []];
}
