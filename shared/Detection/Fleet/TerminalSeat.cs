using FleetWatch.Contracts;

namespace FleetWatch.Detection.Fleet;

/// <summary>One terminal's place in the fleet: a view of the map's row.</summary>
internal readonly struct TerminalSeat(FleetMap fleet, int index)
{
    public int Index => index;
    public string TerminalId => fleet.IdOf(index);
    public bool Retired => fleet.Row(index).Retired;
    public int SiteOrSelf => fleet.Row(index) is { Site: >= 0 and var site } ? site : fleet.Row(index).Terminal;
    public int MerchantOrSelf => fleet.Row(index) is { Merchant: >= 0 and var merchant } ? merchant : fleet.Row(index).Terminal;
    public bool IsOutdated => Look.IsOutdated;

    /// <summary>All groups that hold it, narrow to wide.</summary>
    public SeatGroups Groups => new(fleet.Row(index), Look.Groups);

    private Look Look => fleet.LookOf(index);

    public bool In(int group)
    {
        ref readonly var row = ref fleet.Row(index);
        return group == row.Terminal || group == row.Site || group == row.Merchant || Array.IndexOf(Look.Groups, group) >= 0;
    }

    /// <summary>Its group of a kind; -1 where it has none.</summary>
    public int OfKind(ScopeKind kind) => kind switch
    {
        ScopeKind.Terminal => fleet.Row(index).Terminal,
        ScopeKind.Site => fleet.Row(index).Site,
        ScopeKind.Merchant => fleet.Row(index).Merchant,
        _ => Look.OfKind(kind),
    };

    /// <summary>Minutes since the local midnight.</summary>
    public int LocalMinute(long ticks) => (int)(((ticks / TimeSpan.TicksPerMinute) + Look.OffsetMinutes(ticks)) % (24 * 60));

    public int LocalDay(long ticks) => (int)(((ticks / TimeSpan.TicksPerMinute) + Look.OffsetMinutes(ticks)) / (24 * 60));
}
