namespace FleetWatch.Simulator.Estate;

/// <summary>A make of terminal with its releases.</summary>
/// <param name="Name">As in the registry.</param>
/// <param name="Versions">Oldest first; the last one is the latest.</param>
/// <param name="ReportsStarts">Whether it sends an event when it starts.</param>
/// <param name="Weight">How many, relative to the others.</param>
internal sealed record TerminalModel(string Name, IReadOnlyList<string> Versions, bool ReportsStarts, double Weight)
{
    public static IReadOnlyList<TerminalModel> All { get; } =
    [
        new("S90", ["3.0.9", "3.1.7", "3.2.0", "3.2.4"], true, 30),
        new("A920", ["10.2.1", "10.3.0", "10.4.0", "10.4.2"], true, 28),
        new("X990", ["2.0.5", "2.1.1", "2.1.6", "2.2.0"], false, 22),
        new("iWL250", ["11.22", "11.26", "11.30", "11.34"], false, 20),
    ];

    /// <summary>How far a staged rollout has come, oldest release first: a tail that nobody has updated stays behind.</summary>
    public static IReadOnlyList<double> Spread { get; } = [0.04, 0.08, 0.2, 0.68];

    public string Latest => Versions[^1];
}
