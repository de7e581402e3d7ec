namespace FleetWatch.Detection.Causes;

/// <summary>The same where the kind of card is that of several issuers: a part of the merchant's cards is refused, whoever issued them.</summary>
internal static class KindUnsupported
{
    public static CauseSignature Signature { get; } = UnsupportedCard.Signature with { OneIssuerOnly = false, LeastStrength = 0.02, MostStrength = 0.65 };
}
