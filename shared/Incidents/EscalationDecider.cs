using FleetWatch.Contracts;
using FleetWatch.OnCall;

namespace FleetWatch.Incidents;

/// <summary>When an incident goes on to the next person, because nobody has acknowledged it. Pure.</summary>
public static class EscalationDecider
{
    /// <returns>The policies that begin with what has just happened; empty for most of what happens.</returns>
    public static IEnumerable<EscalationStarted> Start(Incident incident, IncidentEvent happened, IncidentSettings settings, DateTimeOffset now)
    {
        if (happened is not (IncidentOpened or IncidentGrew or IncidentReopened or IncidentReopenedByHand)
            || incident is not { State: IncidentState.Open, Page: true })
            yield break;
        var held = Covering(incident, settings, now)?.End;
        var free = held ?? now;
        if (incident.SnoozedUntil > free)
            free = incident.SnoozedUntil.Value;
        foreach (var policy in Routing.Match(incident, settings, now).Policies.Where(policy => incident.Escalations.All(one => one.Policy != policy.Id)))
        {
            var first = policy.At(1, 1)!; // A policy has a step.
            var wait = first.Targets.Any(target => settings.Plan.Who(target, now).Count > 0) ? first.Wait : TimeSpan.Zero;
            yield return new EscalationStarted
            {
                IncidentId = incident.Id,
                At = now,
                Policy = policy.Id,
                Step = 1,
                NextAt = first.Wait is null ? null : free + wait,
                HeldUntil = first.Wait is null ? null : held,
            };
        }
    }

    /// <returns>What is due by now: the end of a snooze, steps of escalations, or that they wait for a window's end.</returns>
    public static IReadOnlyList<IncidentEvent> Due(Incident incident, IncidentSettings settings, DateTimeOffset now)
    {
        if (!incident.Lasts())
            return [];
        List<IncidentEvent> due = [];
        if (incident.SnoozedUntil <= now)
            due.Add(new IncidentSnoozeEnded { IncidentId = incident.Id, At = now });
        due.AddRange(incident.Escalations.Where(one => one.NextAt > now).Select(one => Freed(incident, one, settings, now)).OfType<EscalationFreed>());
        due.AddRange(incident.Escalations.Where(one => one.NextAt <= now).Select(one => Covering(incident, settings, now) is var (window, end)
            ? new EscalationHeld { IncidentId = incident.Id, At = now, Policy = one.Policy, Until = end, Window = window.Id }
            : (IncidentEvent)Next(incident, one, settings, now, by: null)));
        return due;
    }

    /// <summary>What a window put off is put off no longer where no window covers the incident any more; the wait of the step itself remains.</summary>
    private static EscalationFreed? Freed(Incident incident, EscalationState state, IncidentSettings settings, DateTimeOffset now)
    {
        if (state is not { NextAt: { } next, HeldUntil: { } held } || held <= now || Covering(incident, settings, now) is not null)
            return null;
        var due = now + (next > held ? next - held : TimeSpan.Zero);
        return new EscalationFreed { IncidentId = incident.Id, At = now, Policy = state.Policy, NextAt = incident.SnoozedUntil > due ? incident.SnoozedUntil.Value : due };
    }

    /// <summary>The next step at once, because a person says so.</summary>
    /// <param name="incident">One that lasts.</param>
    /// <param name="policy">Which; null: the one whose next step is due first.</param>
    /// <param name="settings">With the policies.</param>
    /// <param name="now">The clock of the one who pages.</param>
    /// <param name="by">Who says so.</param>
    /// <returns>Null: no policy has a further step.</returns>
    public static IncidentEscalated? ByHand(Incident incident, string? policy, IncidentSettings settings, DateTimeOffset now, string by) =>
        incident.Escalations.Where(one => policy is null || one.Policy == policy)
            .Where(one => settings.Plan.Policy(one.Policy)?.After(one.Round, one.Step) is not null)
            .OrderBy(one => one.NextAt ?? DateTimeOffset.MaxValue)
            .Select(one => Next(incident, one, settings, now, by))
            .FirstOrDefault();

    /// <summary>The window that covers the incident, and its end; where several do, the one that ends last.</summary>
    public static (Window Window, DateTimeOffset End)? Covering(Incident incident, IncidentSettings settings, DateTimeOffset now)
    {
        (Window, DateTimeOffset)? last = null;
        foreach (var window in settings.Plan.Windows)
            if (window.Covers(incident.Cause, incident.Scope, incident.Place, now) is { } end && !(last?.Item2 >= end))
                last = (window, end);
        return last;
    }

    private static IncidentEscalated Next(Incident incident, EscalationState state, IncidentSettings settings, DateTimeOffset now, string? by)
    {
        // A policy that is configured no more, or has become shorter, ends at the last resort of all routes.
        var plan = settings.Plan.Policy(state.Policy)?.After(state.Round, state.Step) ?? new StepPlan(state.Round, state.Step + 1, [], null);
        var wait = plan.Targets.Any(target => settings.Plan.Who(target, now).Count > 0) ? plan.Wait : TimeSpan.Zero;
        return new IncidentEscalated
        {
            IncidentId = incident.Id,
            At = now,
            Policy = state.Policy,
            Round = plan.Round,
            Step = plan.Step,
            NextAt = plan.Wait is null || incident.State != IncidentState.Open ? null : now + wait,
            By = by,
        };
    }
}
