using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>A PIN pad whose keys do not match the host's: it makes PIN blocks that nobody can read, refused as such or as wrong PINs.</summary>
internal static class PinKeyLost
{
    public static CauseSignature Signature { get; } = PinPadFault.Signature with
    {
        Shows = [(Symptom.WrongPin, 0.5), (Symptom.KeyError, 0.5)],
        LogPrior = -1,
        BudgetShare = CauseSignature.Rare,
    };
}
