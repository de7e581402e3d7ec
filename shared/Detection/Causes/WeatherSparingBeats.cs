namespace FleetWatch.Detection.Causes;

/// <summary>
/// A storm over a region, every carrier, radio most; heartbeats, small and sent again, get through. Look-alike: one carrier's outage,
/// with the region's other carriers well.
/// </summary>
internal static class WeatherSparingBeats
{
    public static CauseSignature Signature { get; } = Weather.Signature with { Beats = BeatEffect.Some };
}
