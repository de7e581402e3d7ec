namespace FleetWatch.OnCall;

/// <summary>Who is told first, and who next while nobody acknowledges.</summary>
public sealed record EscalationPolicy
{
    public required string Id { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<EscalationStep> Steps { get; init; }

    /// <summary>How often the steps are gone through again. 0 to 100.</summary>
    public int Repeats { get; init; }

    /// <summary>Who is told when all that was in vain; empty: nobody more.</summary>
    public IReadOnlyList<Target> LastResort { get; init; } = [];

    /// <returns>The step after this one, its targets and how long it is waited after it (null: for ever); null: there is none.</returns>
    public StepPlan? After(int round, int step)
    {
        if (step < Steps.Count)
            return At(round, step + 1);
        if (step == Steps.Count && round <= Repeats)
            return At(round + 1, 1);
        return step == Steps.Count && LastResort.Count > 0 ? new StepPlan(round, step + 1, LastResort, null) : null;
    }

    /// <param name="round">From 1.</param>
    /// <param name="step">From 1; one more than there are is the last resort.</param>
    public StepPlan? At(int round, int step)
    {
        if (step > Steps.Count)
            return LastResort.Count > 0 ? new StepPlan(round, step, LastResort, null) : null;
        var goesOn = step < Steps.Count || round <= Repeats || LastResort.Count > 0;
        return new StepPlan(round, step, Steps[step - 1].Targets, goesOn ? Steps[step - 1].Wait : null);
    }
}

/// <param name="Targets">Who is told; at least one.</param>
/// <param name="Wait">How long it is waited for an acknowledgement before the next step.</param>
public sealed record EscalationStep(IReadOnlyList<Target> Targets, TimeSpan Wait);

/// <param name="Round">From 1.</param>
/// <param name="Step">From 1; one more than there are is the last resort.</param>
/// <param name="Targets">Who is told.</param>
/// <param name="Wait">Until the step after it; null: there is none.</param>
public sealed record StepPlan(int Round, int Step, IReadOnlyList<Target> Targets, TimeSpan? Wait);

/// <summary>Somebody to be told, written <c>person:li</c>, <c>schedule:field</c> or <c>team:south</c>.</summary>
public sealed record Target(TargetKind Kind, string Id)
{
    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()}:{Id}";

    /// <returns>Null: it is not written so.</returns>
    public static Target? Parse(string text) => text.Split(':', 2) is [var kind, { Length: > 0 } id] ? kind switch
    {
        "person" => new Target(TargetKind.Person, id),
        "schedule" => new Target(TargetKind.Schedule, id),
        "team" => new Target(TargetKind.Team, id),
        _ => null,
    } : null;
}

public enum TargetKind
{
    Person,

    /// <summary>Whoever is on call by it at the time.</summary>
    Schedule,

    /// <summary>All its members.</summary>
    Team,
}
