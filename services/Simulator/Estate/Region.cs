namespace FleetWatch.Simulator.Estate;

/// <summary>Where sites are.</summary>
/// <param name="Name">As in the registry.</param>
/// <param name="Latitude">Degrees north of its middle.</param>
/// <param name="Longitude">Degrees east of its middle.</param>
/// <param name="TimeZone">IANA.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Weight">How many sites, relative to the others.</param>
internal sealed record Region(string Name, double Latitude, double Longitude, string TimeZone, string Currency, double Weight)
{
    /// <summary>The first ones are enough for a small fleet; one of them is in another time zone on purpose.</summary>
    public static IReadOnlyList<Region> All { get; } =
    [
        new("Shanghai", 31.23, 121.47, "Asia/Shanghai", "CNY", 20),
        new("Guangdong", 23.13, 113.26, "Asia/Shanghai", "CNY", 18),
        new("Xinjiang", 43.83, 87.62, "Asia/Urumqi", "CNY", 6),
        new("Sichuan", 30.57, 104.07, "Asia/Shanghai", "CNY", 12),
        new("Zhejiang", 30.27, 120.16, "Asia/Shanghai", "CNY", 12),
        new("Beijing", 39.90, 116.41, "Asia/Shanghai", "CNY", 14),
        new("Hong-Kong", 22.32, 114.17, "Asia/Hong_Kong", "HKD", 8),
        new("Hubei", 30.59, 114.31, "Asia/Shanghai", "CNY", 8),
        new("Liaoning", 41.80, 123.43, "Asia/Shanghai", "CNY", 7),
        new("Shandong", 36.65, 117.12, "Asia/Shanghai", "CNY", 10),
        new("Jiangsu", 32.06, 118.80, "Asia/Shanghai", "CNY", 12),
        new("Fujian", 26.07, 119.30, "Asia/Shanghai", "CNY", 6),
        new("Yunnan", 25.04, 102.71, "Asia/Shanghai", "CNY", 4),
        new("Henan", 34.75, 113.62, "Asia/Shanghai", "CNY", 7),
        new("Hunan", 28.23, 112.94, "Asia/Shanghai", "CNY", 6),
        new("Shaanxi", 34.34, 108.94, "Asia/Shanghai", "CNY", 5),
        new("Chongqing", 29.56, 106.55, "Asia/Shanghai", "CNY", 6),
        new("Singapore", 1.35, 103.82, "Asia/Singapore", "SGD", 3),
        new("Tokyo", 35.68, 139.69, "Asia/Tokyo", "JPY", 3),
        new("Sydney", -33.87, 151.21, "Australia/Sydney", "AUD", 2),
    ];
}
