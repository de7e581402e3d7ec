namespace FleetWatch.Dashboard.Accounts;

/// <summary>Where to go on to: an address of ours, or the start page. An address that somebody else chose must not lead away.</summary>
internal static class LocalAddress
{
    public static string Of(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";
}
