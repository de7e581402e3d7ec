namespace FleetWatch.Detection.Causes;

/// <summary>
/// The router of a site is dead for payments, but heartbeats get through, over a backup line or past a broken tunnel to the host. Rarer, so it takes more
/// to be believed than a dead line or a thin one. Look-alike: a line that is too thin for the busy hours, where part of the payments pass.
/// </summary>
internal static class SiteNetworkSparingBeats
{
    public static CauseSignature Signature { get; } = SiteNetwork.Signature with { Beats = BeatEffect.Some, LeastStrength = 0.75, LogPrior = -1 };
}
