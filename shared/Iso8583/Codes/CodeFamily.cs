namespace FleetWatch.Iso8583.Codes;

/// <summary>Whose matter a response code is.</summary>
public enum CodeFamily
{
    Unknown,
    Approved,
    Card,

    /// <summary>Who pays: PIN, money, a wrong amount.</summary>
    Holder,
    Issuer,

    /// <summary>The switch and the lines behind it.</summary>
    Network,

    /// <summary>The terminal, its keys, parameters and software.</summary>
    Terminal,
    Merchant,
    Limit,
    Fraud,

    /// <summary>The order of messages: duplicates, missing originals, totals.</summary>
    Flow,
}
