namespace FleetWatch.Detection.Causes;

/// <summary>
/// The line of a site is too thin for the busy hours, but heartbeats, small and sent again, get through. Look-alike: a dead router,
/// which lets nothing through.
/// </summary>
internal static class CongestionSparingBeats
{
    public static CauseSignature Signature { get; } = NetworkCongestion.Signature with { Beats = BeatEffect.Some };
}
