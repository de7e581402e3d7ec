using FleetWatch.Contracts;

namespace FleetWatch.Detection.Causes;

/// <summary>
/// A carrier is overloaded in a region: most payments time out, while heartbeats, small and sent again, get through. Look-alike: a
/// storm, which strikes every carrier of the region.
/// </summary>
internal static class CarrierSparingBeats
{
    public static CauseSignature Signature { get; } = CarrierOutage.Signature with { Beats = BeatEffect.Some, Kinds = [ScopeKind.CarrierRegion] };
}
