using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Detection;

namespace FleetWatch.Load.Core;

/// <summary>A made-up registry with every dimension: about four terminals a site, chains of sites, 4 carriers, 20 regions, 15 versions.</summary>
internal static class CoreFleet
{
    private const int TerminalsPerSite = 4;
    private const int SitesPerMerchant = 3;
    private static readonly string[] Carriers = ["cmcc", "unicom", "telecom", "wired"];

    public static string TerminalId(int terminal) => terminal.ToString("'T'0000000", CultureInfo.InvariantCulture);

    public static string Version(int terminal) => (terminal / TerminalsPerSite % 3) switch { 0 => "3.2.4", 1 => "3.2.5", _ => "3.3.0" };

    public static void Register(FleetDetector detector, int terminals, DateTimeOffset at)
    {
        for (var terminal = 0; terminal < terminals; terminal++)
            detector.Apply(new TerminalRegistered { TerminalId = TerminalId(terminal), At = at, Terminal = Record(terminal) });
    }

    public static TerminalRecord Record(int terminal)
    {
        var site = terminal / TerminalsPerSite;
        return new TerminalRecord
        {
            TerminalId = TerminalId(terminal),
            SiteId = site.ToString("'S'000000", CultureInfo.InvariantCulture),
            SiteName = string.Create(CultureInfo.InvariantCulture, $"Shop {site}"),
            MerchantId = (site / SitesPerMerchant).ToString("'M'000000", CultureInfo.InvariantCulture),
            Model = $"S{site % 5}0",
            SoftwareVersion = Version(terminal),
            LatestVersion = "3.3.0",
            Carrier = Carriers[site % Carriers.Length],
            Region = string.Create(CultureInfo.InvariantCulture, $"R{site % 20:00}"),
            Mcc = "5411",
            TimeZone = "Asia/Shanghai",
        };
    }
}
