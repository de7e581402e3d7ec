namespace FleetWatch.Simulator.Faults;

/// <summary>Every kind of trouble, one line each. The first ones are the more frequent ones in a mix; what would hide all others comes only where it is asked for.</summary>
internal static class FaultList
{
    public static IReadOnlyList<(IFault Fault, double Weight)> All { get; } =
    [
        (new NetworkDrops(), 4),
        (new ReaderFault(), 4),
        (new MagneticInterference(), 3),
        (new OutdatedSoftware(), 3),
        (new SiteNetwork(), 3),
        (new Power(), 3),
        (new IssuerOutage(), 3),
        (new OperatorError(), 2),
        (new AppFrozen(), 2),
        (new MerchantAccount(), 2),
        (new CardEntry(), 2),
        (new PinPadFault(), 2),
        (new CarrierOutage(), 2),
        (new Weather(), 1),
        (new NetworkCongestion(), 1),
        (new BankMaintenance(), 1),
        (new TransactionLimit(), 1),
        (new CrossRegion(), 1),
        (new UnsupportedCard(), 1),
        (new NotRegistered(), 1),
        (new ClockWrong(), 1),
        (new FraudRisk(), 1),
        (new CardDamaged(), 1),
        (new CardDemagnetised(), 1),
        (new CardExpired(), 1),
        (new CardReported(), 1),
        (new AcquirerOutage(), 0),
    ];
}
