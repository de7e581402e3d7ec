using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>Every cause that detection can name. A new cause is one file beside this one, one line here, one scenario.</summary>
internal static class CauseList
{
    public static CauseSignature[] All { get; } =
    [
        NetworkDrops.Signature,
        SiteNetwork.Signature,
        SiteNetworkSparingBeats.Signature,
        CarrierOutage.Signature,
        CarrierSparingBeats.Signature,
        CarrierGateway.Signature,
        Weather.Signature,
        WeatherSparingBeats.Signature,
        NetworkCongestion.Signature,
        CongestionSparingBeats.Signature,
        CarrierCongestion.Signature,
        Power.Signature,
        MagneticInterference.Signature,
        StripeReaderFault.Signature,
        ChipReaderFault.Signature,
        ContactlessReaderFault.Signature,
        ReaderGarbling.Signature,
        SiteReaders.Signature,
        PinPadFault.Signature,
        PinKeyLost.Signature,
        OutdatedSoftware.Signature,
        BadRelease.Signature,
        VersionReading.Signature,
        VersionBarred.Signature,
        VersionUnknowingCards.Signature,
        AppFrozen.Signature,
        SignOnLost.Signature,
        IssuerOutage.Signature,
        IssuerSilent.Signature,
        IssuerRefusing.Signature,
        IssuerExpiring.Signature,
        AcquirerOutage.Signature,
        AcquirerRefusing.Signature,
        BankMaintenance.Signature,
        SwitchMaintenance.Signature,
        MerchantAccount.Signature,
        NotRegistered.Signature,
        TransactionLimit.Signature,
        CrossRegion.Signature,
        UnsupportedCard.Signature,
        KindUnsupported.Signature,
        CardsUnrouted.Signature,
        OperatorError.Signature,
        CardEntry.Signature,
        ClockWrong.Signature,
        FraudRisk.Signature,
        IssuerFraud.Signature,
    ];

    private static readonly int[][] Showing =
        [.. Enum.GetValues<Symptom>().Select(symptom => Enumerable.Range(0, All.Length).Where(at => All[at].Shown(symptom)).ToArray())];

    /// <summary>Indices of the causes that show a symptom: few do, and every failure asks.</summary>
    public static ReadOnlySpan<int> ShownBy(Symptom symptom) => Showing[(int)symptom];
}
