using FleetWatch.Contracts;
using FleetWatch.OnCall;

namespace FleetWatch.Incidents;

/// <summary>
/// Finds who hears of an incident: for every audience that can mend it, the first route that matches and, while a matching route
/// says so, those after it; where none does, the teams with the skill. Where nobody is found at all, the last resort.
/// </summary>
public static class Routing
{
    private const string LastResort = "last-resort";

    public static Concerned Match(Incident incident, IncidentSettings settings, DateTimeOffset now)
    {
        var found = new Search(incident, settings, now);
        foreach (var route in Routes(incident, settings))
            found.Follow(route);
        if (found.People.Count == 0 && found.Policies.Count == 0)
            found.People.AddRange(OfLastResort(settings));
        return new Concerned([.. found.People.DistinctBy(one => one.Recipient.Key())], [.. found.Policies.Distinct()], found.Gaps);
    }

    /// <summary>The routes that the incident takes, in their order; a team that has the skill is a route of its own.</summary>
    public static IEnumerable<PageRoute> Routes(Incident incident, IncidentSettings settings) =>
        incident.Notify.SelectMany(audience => Taken(incident, audience, settings) is { Count: > 0 } taken ? taken : Skilled(incident, audience, settings))
            .Distinct();

    /// <summary>Whom one step of a policy means at this moment, and what it means nobody by.</summary>
    public static (IReadOnlyList<Concern> People, IReadOnlyList<string> Gaps) Step(StepPlan step, string via, OnCallPlan plan, DateTimeOffset now)
    {
        var found = step.Targets.Select(target => (Way: $"{via} / {target}", Who: plan.Who(target, now))).ToList();
        return ([.. found.SelectMany(one => one.Who.Select(person => new Concern(Recipient.Of(person), one.Way, person)))],
            [.. found.Where(one => one.Who.Count == 0).Select(one => one.Way)]);
    }

    /// <summary>Those who hear what nobody else would.</summary>
    public static IEnumerable<Concern> OfLastResort(IncidentSettings settings) => settings.LastResort.Select(recipient => new Concern(recipient, LastResort));

    /// <summary>One recipient for each audience, on a channel of no substance: how a backtest counts pages.</summary>
    public static IReadOnlyList<PageRoute> ForEveryAudience(string channel) =>
        [.. Enum.GetValues<Audience>().Where(audience => audience != Audience.Unknown).Select(audience => new PageRoute
        {
            Name = audience.ToString(),
            Audiences = [audience],
            Recipients = [new Recipient { Name = audience.ToString(), Channel = channel, Address = audience.ToString() }],
        })];

    private static List<PageRoute> Taken(Incident incident, Audience audience, IncidentSettings settings)
    {
        var taken = new List<PageRoute>();
        foreach (var route in settings.Routes.Where(route => RouteMatch.Refuses(route, incident, audience) is null))
        {
            taken.Add(route);
            if (!route.Continue)
                break;
        }
        return taken;
    }

    private static List<PageRoute> Skilled(Incident incident, Audience audience, IncidentSettings settings)
    {
        var skill = RouteMatch.NameOf(audience);
        return [.. settings.Plan.Teams
            .Where(team => (team.Skills.Contains(skill) || team.Skills.Contains(incident.Cause))
                && (team.Regions.Count == 0 || RouteMatch.Region(incident) is { } region && team.Regions.Contains(region)))
            .Select(team => new PageRoute
            {
                Name = $"team:{team.Id}",
                Policy = team.Policy,
                Targets = team.Policy is null ? [new Target(TargetKind.Team, team.Id)] : [],
            })];
    }

    private sealed class Search(Incident incident, IncidentSettings settings, DateTimeOffset now)
    {
        public List<Concern> People { get; } = [];
        public List<EscalationPolicy> Policies { get; } = [];
        public List<string> Gaps { get; } = [];

        public void Follow(PageRoute route)
        {
            People.AddRange(route.Recipients.Select(recipient => new Concern(recipient, route.Name)));
            if (route.Targets.Count > 0)
                Add(Step(new StepPlan(1, 1, route.Targets, null), route.Name, settings.Plan, now));
            if (route.Policy is null || settings.Plan.Policy(route.Policy) is not { } policy)
                return;
            Policies.Add(policy);
            var reached = incident.Escalations.FirstOrDefault(one => one.Policy == policy.Id) ?? new EscalationState(policy.Id, 1, 1, null);
            var last = reached.Round > 1 ? Math.Max(reached.Step, policy.Steps.Count) : reached.Step;
            for (var step = 1; step <= last; step++)
                if (policy.At(1, step) is { } plan)
                    Add(Step(plan, $"{route.Name} / policy:{policy.Id} / {step}", settings.Plan, now));
        }

        private void Add((IReadOnlyList<Concern> People, IReadOnlyList<string> Gaps) found)
        {
            People.AddRange(found.People);
            Gaps.AddRange(found.Gaps);
        }
    }
}
