namespace FleetWatch.Iso8583.Codes;

/// <summary>Why a transaction was taken back, as the error code of an event: DE39 of the reversal, in ISO 8583:1993 its DE25.</summary>
public static class ReversalReasons
{
    /// <summary>What a reversal means where its reason is not known: the answer never arrived.</summary>
    public const string NoAnswer = "response-timeout";
    private static readonly Dictionary<(string Scheme, string Code), string> Known = CodeFile
        .Read("reversal-reasons.csv", "scheme", "code", "errorCode", "en", "zh")
        .ToDictionary(row => (row["scheme"], row["code"]), row => row["errorCode"]);

    public static string Find(string scheme, string code) => Known.GetValueOrDefault((scheme, code), NoAnswer);
}
