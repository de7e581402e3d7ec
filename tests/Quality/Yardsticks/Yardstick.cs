namespace FleetWatch.Quality.Yardsticks;

/// <summary>A way to raise alarms that needs no diagnosis: for one cell, in which steps its alarm stands.</summary>
/// <param name="Name">As the table names it.</param>
/// <param name="Stands">Of a cell, its everyday rate and the number of cells: one truth value a step.</param>
internal sealed record Yardstick(string Name, Func<Cell, double, int, IEnumerable<bool>> Stands)
{
    private const int Hour = 12;
    private const double Strength = 0.3;
    private const double FalseAWeek = 0.2;

    public static IReadOnlyList<Yardstick> All { get; } =
    [
        new("Prometheus rule: 5 m > 20 %, for 5 m", (cell, _, _) => For(cell, step => Ratio(cell, step, 1) > 0.2)),
        new("Prometheus rule: 1 h > 10 % and at least 5, for 5 m", (cell, _, _) => For(cell, step => cell.Failures(step, Hour) >= 5 && Ratio(cell, step, Hour) > 0.1)),
        new("hourly 3 sigma", Sigma),
        new("CUSUM, strength 0.3 known", Cusum),
    ];

    // An alert fires once its expression was true at two evaluations five minutes apart.
    private static IEnumerable<bool> For(Cell cell, Func<int, bool> holds)
    {
        var before = false;
        for (var step = 0; step < cell.Steps; step++)
        {
            var now = holds(step);
            yield return before && now;
            before = now;
        }
    }

    private static double Ratio(Cell cell, int step, int steps) => cell.Failures(step, steps) / Math.Max(1, cell.Attempts(step, steps));

    private static IEnumerable<bool> Sigma(Cell cell, double rate, int cells)
    {
        var stands = false;
        for (var step = 0; step < cell.Steps; step++)
        {
            if (step % Hour == Hour - 1)
            {
                var expected = rate * cell.Attempts(step, Hour);
                stands = cell.Failures(step, Hour) > Math.Max(2, expected + (3 * Math.Sqrt(expected)));
            }
            yield return stands;
        }
    }

    // Page 1954, Bernoulli; the threshold is the budget in steps, over all cells.
    private static IEnumerable<bool> Cusum(Cell cell, double rate, int cells)
    {
        var threshold = Math.Log(cells / FalseAWeek * 7 * 288);
        var (sum, stands) = (0.0, false);
        for (var step = 0; step < cell.Steps; step++)
        {
            var failures = cell.Failures(step, 1);
            var passed = Math.Max(0, cell.Attempts(step, 1) - failures);
            sum = Math.Clamp(sum + (failures * Math.Log(1 - Strength + (Strength / rate))) + (passed * Math.Log(1 - Strength)), 0, threshold + 5);
            stands = sum >= threshold || (stands && sum > 0);
            yield return stands;
        }
    }
}
