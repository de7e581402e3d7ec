namespace FleetWatch.Detection.Attribution.Scan;

/// <summary>What the scan weighs against what.</summary>
internal sealed record ScanSettings
{
    /// <summary>Dimensions that a culprit may name at most.</summary>
    public int MostDimensions { get; init; } = 3;

    /// <summary>How much an excess left outside counts against an explanation, as a multiple of one inside. 0: not at all.</summary>
    public double ComplementWeight { get; init; } = 10;

    /// <summary>What each dimension that a culprit names costs, as a share of the whole log likelihood ratio.</summary>
    public double CostPerDimension { get; init; } = 0.005;

    /// <summary>What each culprit after the first costs, likewise.</summary>
    public double CostPerFurther { get; init; } = 1.1;

    /// <summary>Culprits at most.</summary>
    public int MostCulprits { get; init; } = 3;

    /// <summary>How many of the best single culprits are tried as the first of several.</summary>
    public int Beginnings { get; init; } = 30;
}
