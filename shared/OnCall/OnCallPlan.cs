using System.Diagnostics;

namespace FleetWatch.OnCall;

/// <summary>Everything an organisation has said about whom to reach, and when not to.</summary>
public sealed record OnCallPlan
{
    public IReadOnlyList<Person> People { get; init; } = [];
    public IReadOnlyList<Team> Teams { get; init; } = [];
    public IReadOnlyList<Schedule> Schedules { get; init; } = [];
    public IReadOnlyList<EscalationPolicy> Policies { get; init; } = [];

    /// <summary>Maintenance windows and silences.</summary>
    public IReadOnlyList<Window> Windows { get; init; } = [];

    public Person? Person(string id) => People.FirstOrDefault(person => person.Id == id);

    public Schedule? Schedule(string id) => Schedules.FirstOrDefault(schedule => schedule.Id == id);

    public EscalationPolicy? Policy(string id) => Policies.FirstOrDefault(policy => policy.Id == id);

    public Team? Team(string id) => Teams.FirstOrDefault(team => team.Id == id);

    /// <returns>Everybody whom the target means at this moment; empty: nobody, or there is no such target.</returns>
    public IReadOnlyList<Person> Who(Target target, DateTimeOffset at)
    {
        IEnumerable<string> ids = target.Kind switch
        {
            TargetKind.Person => [target.Id],
            TargetKind.Schedule => Schedule(target.Id)?.Who(at) is { } who ? [who] : [],
            TargetKind.Team => Team(target.Id)?.Members ?? [],
            _ => throw new UnreachableException(),
        };
        return [.. ids.Select(Person).OfType<Person>()];
    }
}
