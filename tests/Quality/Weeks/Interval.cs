using System.Globalization;

namespace FleetWatch.Quality.Weeks;

/// <summary>A share with its 95 % interval (Wilson, JASA 22, 1927), or a count with its exact Poisson one in Byar's approximation.</summary>
internal static class Interval
{
    private const double Z = 1.959964;

    public static (double Low, double High) OfShare(int of, int all)
    {
        if (all == 0)
            return (0, 1);
        var (p, z2) = (of / (double)all, Z * Z);
        var middle = (p + (z2 / (2 * all))) / (1 + (z2 / all));
        var half = Z / (1 + (z2 / all)) * Math.Sqrt((p * (1 - p) / all) + (z2 / (4.0 * all * all)));
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    public static (double Low, double High) OfCount(int count)
    {
        var low = count == 0 ? 0 : count * Math.Pow(1 - (1 / (9.0 * count)) - (Z / (3 * Math.Sqrt(count))), 3);
        var more = count + 1;
        return (low, more * Math.Pow(1 - (1 / (9.0 * more)) + (Z / (3 * Math.Sqrt(more))), 3));
    }

    public static string Share(int of, int all)
    {
        var (low, high) = OfShare(of, all);
        return all == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{of}/{all} = {of / (double)all:0.000} ({low:0.000} to {high:0.000})");
    }

    public static string Rate(int count, double of)
    {
        var (low, high) = OfCount(count);
        return string.Create(CultureInfo.InvariantCulture, $"{count} = {count / of:0.00} ({low / of:0.00} to {high / of:0.00})");
    }
}
