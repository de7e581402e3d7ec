using FleetWatch.Contracts;

namespace FleetWatch.Detection.Fleet;

/// <summary>One site, merchant, version, carrier and so on: whatever a trouble may be common to.</summary>
internal sealed class Group(int index, Scope scope)
{
    public int Index { get; } = index;
    public Scope Scope { get; } = scope;

    /// <summary>Its terminals by number. An issuer has none of its own: its cards go everywhere.</summary>
    public HashSet<int> Members { get; } = [];

    /// <summary>Many terminals: its history is kept, not added up.</summary>
    public bool IsWide => Scope.Kind is ScopeKind.Version or ScopeKind.CarrierRegion or ScopeKind.Carrier or ScopeKind.Region or ScopeKind.Fleet;
}
