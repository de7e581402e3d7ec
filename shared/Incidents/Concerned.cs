using FleetWatch.OnCall;

namespace FleetWatch.Incidents;

/// <summary>Who is concerned with an incident at some moment.</summary>
/// <param name="People">Everybody once, those of the first audience first.</param>
/// <param name="Policies">The escalation policies that it goes through.</param>
/// <param name="Gaps">By which ways nobody was found who should have been: nobody is on call.</param>
public sealed record Concerned(IReadOnlyList<Concern> People, IReadOnlyList<EscalationPolicy> Policies, IReadOnlyList<string> Gaps);

/// <param name="Recipient">Who.</param>
/// <param name="Via">How it comes to them: the route, and what is behind it.</param>
/// <param name="Person">Null: one that a route names by address.</param>
public sealed record Concern(Recipient Recipient, string Via, Person? Person = null);
