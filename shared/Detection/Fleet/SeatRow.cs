namespace FleetWatch.Detection.Fleet;

/// <summary>One terminal's place in the fleet, as it is kept: 40 bytes, less than a cache line.</summary>
internal struct SeatRow
{
    public ulong Fingerprint;
    public int Name;

    /// <summary>Its groups by number; -1 where it has none. Those of many terminals are in its <see cref="Fleet.Look"/>.</summary>
    public int Terminal;
    public int Site;
    public int Merchant;
    public int Look;

    /// <summary>The next terminal of the same site and merchant; -1: the last.</summary>
    public int NextInSite;
    public int NextInMerchant;
    public bool Retired;
}
