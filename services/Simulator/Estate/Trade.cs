namespace FleetWatch.Simulator.Estate;

/// <summary>What a shop sells, and so when people pay there and how much.</summary>
/// <param name="Mcc">ISO 18245.</param>
/// <param name="Open">First hour of business, local.</param>
/// <param name="Close">First hour after business; 24 with Open 0: never closed.</param>
/// <param name="Hours">Relative business of the 24 local hours.</param>
/// <param name="Weekend">Saturday and Sunday relative to other days.</param>
/// <param name="HolidayFactor">A public holiday relative to an ordinary day.</param>
/// <param name="TypicalMinor">Median amount in minor units.</param>
/// <param name="Weight">How many merchants, relative to the others.</param>
internal sealed record Trade(string Mcc, int Open, int Close, double[] Hours, double Weekend, double HolidayFactor, double TypicalMinor, double Weight)
{
    public static IReadOnlyList<Trade> All { get; } =
    [
        new("5411", 7, 22, Peaks((9, 2.5, 1), (18, 2, 1.6)), 1.2, 0.7, 6_500, 5),
        new("5812", 10, 23, Peaks((12.5, 1.2, 1.6), (19, 1.5, 1.8)), 1.35, 1.9, 14_000, 5),
        new("5311", 10, 22, Peaks((15, 3, 1), (20, 1.5, 1)), 1.6, 2.2, 32_000, 4),
        new("5541", 0, 24, Peaks((8, 2, 1.2), (17.5, 2.5, 1.3), (2, 8, 0.25)), 0.9, 1.3, 28_000, 3),
        new("8062", 0, 24, Peaks((9.5, 2, 2), (14.5, 2, 1.3), (0, 9, 0.15)), 0.55, 0.4, 45_000, 2),
        new("5912", 8, 21, Peaks((10, 2.5, 1), (18.5, 2, 1)), 0.9, 0.6, 9_000, 3),
    ];

    public bool NeverCloses => Open == 0 && Close == 24;

    public bool IsOpen(int hour) => hour >= Open && hour < Close;

    private static double[] Peaks(params ReadOnlySpan<(double Hour, double Width, double Height)> peaks)
    {
        var hours = new double[24];
        foreach (var (at, width, height) in peaks)
        {
            for (var hour = 0; hour < 24; hour++)
            {
                var apart = Math.Abs(hour + 0.5 - at);
                hours[hour] += height * Math.Exp(-Math.Pow(Math.Min(apart, 24 - apart) / width, 2) / 2);
            }
        }
        return hours;
    }
}
