namespace FleetWatch.Simulator.Chance;

/// <summary>Ranks 0 to n - 1, each rarer than the one before by the power law of Zipf.</summary>
internal sealed class Zipf
{
    private readonly double[] _cumulated;

    public Zipf(int ranks, double exponent)
    {
        _cumulated = new double[ranks];
        var sum = 0.0;
        for (var rank = 0; rank < ranks; rank++)
            _cumulated[rank] = sum += Math.Pow(rank + 1, -exponent);
        for (var rank = 0; rank < ranks; rank++)
            _cumulated[rank] /= sum;
    }

    /// <param name="unit">0 inclusive to 1 exclusive.</param>
    public int Rank(double unit)
    {
        var at = Array.BinarySearch(_cumulated, unit);
        return Math.Min(at < 0 ? ~at : at + 1, _cumulated.Length - 1);
    }
}
