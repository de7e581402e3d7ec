namespace FleetWatch.Incidents;

/// <summary>How far one escalation policy has gone for an incident.</summary>
/// <param name="Policy">Its id.</param>
/// <param name="Round">How often the steps were gone through, from 1.</param>
/// <param name="Step">The last one taken, from 1; one more than the policy has is its last resort.</param>
/// <param name="NextAt">When the next step is due; null: none is.</param>
public sealed record EscalationState(string Policy, int Round, int Step, DateTimeOffset? NextAt)
{
    /// <summary>The end of the window that puts the next step off; null: none does.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    internal EscalationState NotBefore(DateTimeOffset at) => NextAt < at ? this with { NextAt = at } : this;
}

/// <summary>What somebody thought of an incident once it was over, or sooner.</summary>
/// <param name="By">Who.</param>
/// <param name="Useful">Whether it was worth raising; false: noise.</param>
/// <param name="Note">Their words.</param>
public sealed record Rating(string By, bool Useful, string? Note);
