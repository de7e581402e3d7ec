using FleetWatch.Contracts;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Fleet;

namespace FleetWatch.Detection.Explanation;

/// <summary>Which groups tell something beside the scope of a finding, by its kind.</summary>
internal sealed class Neighbours(FleetMap fleet, FailureRates rates, Exposures exposures)
{
    public const int Most = 5;

    /// <summary>What contains a small scope, in the order in which the rest of it is asked for.</summary>
    private static readonly Dictionary<ScopeKind, ScopeKind[]> Wider = new()
    {
        [ScopeKind.Terminal] = [ScopeKind.Site, ScopeKind.Merchant, ScopeKind.Version, ScopeKind.CarrierRegion],
        [ScopeKind.Site] = [ScopeKind.Merchant, ScopeKind.CarrierRegion, ScopeKind.Region, ScopeKind.Version],
        [ScopeKind.Merchant] = [ScopeKind.CarrierRegion, ScopeKind.Region, ScopeKind.Carrier, ScopeKind.Version],
    };

    /// <summary>Groups of its own kind that share what makes them comparable and none of its terminals, those of most attempts first.</summary>
    public IEnumerable<int> Siblings(int group) => fleet.KindOf(group) switch
    {
        ScopeKind.Issuer => rates.Busiest(Most + 1),
        ScopeKind.Merchant => AtSameSites(group),
        ScopeKind.Version => Alike(group, (own, other) => own.Model == other.Model),
        ScopeKind.CarrierRegion => Alike(group, (own, other) => own.Carrier == other.Carrier || own.Region == other.Region),
        ScopeKind.Carrier or ScopeKind.Region => Alike(group, (_, _) => true),
        _ => [],
    };

    /// <summary>Groups that hold the whole of it, narrow to wide; the fleet last.</summary>
    public IEnumerable<int> Around(int group)
    {
        var whole = fleet.GroupOf(ScopeKind.Fleet, FleetMap.WholeFleet);
        if (group == whole || fleet.KindOf(group) == ScopeKind.Issuer)
            return [];
        if (!Wider.TryGetValue(fleet.KindOf(group), out var kinds) || First(group) is not (>= 0 and var terminal))
            return [whole];
        return kinds.Select(kind => fleet.Seat(terminal).OfKind(kind)).Where(wider => wider >= 0 && fleet.Contains(wider, group)).Append(whole);
    }

    private IEnumerable<int> Alike(int group, Func<LookKey, LookKey, bool> comparable)
    {
        if (fleet.LooksOf(group) is not [var own, ..])
            return [];
        return fleet.LooksOf(fleet.GroupOf(ScopeKind.Fleet, FleetMap.WholeFleet)).Where(look => look.Count > 0 && comparable(own.Key, look.Key))
            .Select(look => look.OfKind(fleet.KindOf(group))).Where(other => other >= 0 && other != group).Distinct()
            .OrderByDescending(exposures.Of).ThenBy(other => other);
    }

    private IEnumerable<int> AtSameSites(int merchant)
    {
        var others = new HashSet<int>();
        foreach (var member in fleet.MembersOf(merchant))
        {
            if (fleet.Row(member).Site is not (>= 0 and var site))
                continue;
            foreach (var neighbour in fleet.MembersOf(site))
                others.Add(fleet.Row(neighbour).Merchant);
        }
        return others.Where(other => other >= 0 && other != merchant).OrderByDescending(exposures.Of).ThenBy(other => other);
    }

    // Chains are in the order of registration, which a loaded state does not keep.
    private int First(int group)
    {
        var first = -1;
        foreach (var member in fleet.MembersOf(group))
            first = first < 0 || (fleet.Row(first).Retired && !fleet.Row(member).Retired) || (member < first && !fleet.Row(member).Retired) ? member : first;
        return first;
    }
}
