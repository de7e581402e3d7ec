using FleetWatch.Contracts;
using FleetWatch.Detection.Fleet;

namespace FleetWatch.Detection.Explanation;

/// <summary>What the registry says alike of all terminals of a group; one that is retired has no say.</summary>
internal static class CommonPlace
{
    /// <returns>Null where they have nothing in common.</returns>
    public static Place? Of(FleetMap fleet, int group)
    {
        (int Terminal, int Site, int Merchant)? narrow = null;
        (Look Last, LookKey Common)? wide = null;
        foreach (var part in Alike(fleet, group))
        {
            foreach (var member in part)
            {
                ref readonly var row = ref fleet.Row(member);
                if (row.Retired)
                    continue;
                var look = fleet.LookOf(member);
                wide = (look, wide is not { } other ? look.Key : other.Last == look ? other.Common : Same(other.Common, look.Key));
                narrow = narrow is { } one ? (Same(one.Terminal, row.Terminal), Same(one.Site, row.Site), Same(one.Merchant, row.Merchant)) : (row.Terminal, row.Site, row.Merchant);
                // The others of this look have nothing else to say.
                if (narrow == (-1, -1, -1) && fleet.Group(group).IsWide)
                    break;
            }
        }
        return narrow is { } groups && wide is { Common: var key } ? Told(fleet, groups, key) : null;
    }

    // Those of a wide group by look.
    private static IEnumerable<GroupMembers> Alike(FleetMap fleet, int group) => fleet.Group(group).IsWide
        ? fleet.LooksOf(group).Select(look => GroupMembers.OfLooks(fleet, [look], stride: 1)) : [fleet.MembersOf(group)];

    private static Place? Told(FleetMap fleet, (int Terminal, int Site, int Merchant) groups, LookKey key)
    {
        var place = new Place
        {
            Terminal = Key(fleet, groups.Terminal),
            Site = Key(fleet, groups.Site),
            Merchant = Key(fleet, groups.Merchant),
            Version = key is { Model: { } model, SoftwareVersion: { } version } ? $"{model}/{version}" : null,
            Carrier = key.Carrier,
            Region = key.Region,
            TimeZone = key.TimeZone,
            Labels = Labels(key),
        };
        return place == new Place() ? null : place;
    }

    private static Dictionary<string, string>? Labels(LookKey key)
    {
        var labels = new Dictionary<string, string>();
        if (key.Mcc is { } mcc)
            labels[Place.Mcc] = mcc;
        if (key.Model is { } model)
            labels[Place.Model] = model;
        return labels.Count > 0 ? labels : null;
    }

    private static string? Key(FleetMap fleet, int group) => group < 0 ? null : fleet.ScopeOf(group).Key;

    private static LookKey Same(LookKey one, LookKey other) => one with
    {
        Model = Same(one.Model, other.Model),
        SoftwareVersion = Same(one.SoftwareVersion, other.SoftwareVersion),
        Carrier = Same(one.Carrier, other.Carrier),
        Region = Same(one.Region, other.Region),
        Mcc = Same(one.Mcc, other.Mcc),
        TimeZone = Same(one.TimeZone, other.TimeZone),
    };

    private static int Same(int one, int other) => one == other ? one : -1;

    private static string? Same(string? one, string? other) => one == other ? one : null;
}
