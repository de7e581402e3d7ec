using FleetWatch.Contracts;

namespace FleetWatch.Detection.Fleet;

/// <summary>One site, merchant, version, carrier and so on: whatever a trouble may be common to. A view of the map.</summary>
internal readonly struct Group(FleetMap fleet, int index, ScopeKind kind, int within = -1)
{
    public int Index => index;
    public ScopeKind Kind => kind;
    public Scope Scope => fleet.ScopeOf(index);

    /// <summary>Its terminals by number. An issuer has none of its own: its cards go everywhere.</summary>
    public GroupMembers Members => fleet.MembersOf(index) with { Within = within };

    /// <summary>Every so many of a wide group's terminals, so that there are no more than <paramref name="most"/>; all of any other, and how many each stands for.</summary>
    public (GroupMembers Members, int Each) Sample(int most)
    {
        var each = IsWide ? 1 + ((fleet.LooksOf(index).Sum(look => look.Count) - 1) / most) : 1;
        return (each > 1 ? fleet.EachOf(index, each) : Members, each);
    }

    /// <summary>Where what strikes it can show: an issuer's cards go everywhere.</summary>
    public int Exposed => kind == ScopeKind.Issuer ? fleet.GroupOf(ScopeKind.Fleet, FleetMap.WholeFleet) : index;

    /// <summary>What a site, merchant or terminal has of another group: not all terminals of a site run one version. A wide group must lie within the other.</summary>
    public Group In(int other) => new(fleet, index, kind, IsWide ? -1 : other);

    /// <summary>Many terminals: its history is kept, not added up.</summary>
    public bool IsWide => kind is ScopeKind.Version or ScopeKind.CarrierRegion or ScopeKind.Carrier or ScopeKind.Region or ScopeKind.Fleet;
}
