namespace FleetWatch.Contracts;

/// <summary>The causes by their public names. A cause is data: a reader keeps one that it does not know as it is.</summary>
public static class Causes
{
    public const string NetworkDrops = "network-drops";
    public const string SiteNetwork = "site-network";
    public const string CarrierOutage = "carrier-outage";
    public const string NetworkCongestion = "network-congestion";
    public const string Weather = "weather";
    public const string MagneticInterference = "magnetic-interference";
    public const string ReaderFault = "reader-fault";
    public const string PinPadFault = "pinpad-fault";
    public const string OutdatedSoftware = "outdated-software";
    public const string AppFrozen = "app-frozen";
    public const string Power = "power";
    public const string IssuerOutage = "issuer-outage";
    public const string AcquirerOutage = "acquirer-outage";
    public const string BankMaintenance = "bank-maintenance";
    public const string MerchantAccount = "merchant-account";
    public const string TransactionLimit = "transaction-limit";
    public const string CrossRegion = "cross-region";
    public const string UnsupportedCard = "unsupported-card";
    public const string OperatorError = "operator-error";
    public const string CardEntry = "card-entry";
    public const string CardDamaged = "card-damaged";
    public const string CardDemagnetised = "card-demagnetised";
    public const string CardExpired = "card-expired";
    public const string CardReported = "card-reported";
    public const string FraudRisk = "fraud-risk";
    public const string ClockWrong = "clock-wrong";
    public const string NotRegistered = "not-registered";
}
