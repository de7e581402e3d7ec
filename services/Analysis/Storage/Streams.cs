namespace FleetWatch.Analysis.Storage;

/// <summary>Names of the streams, inside the organisation's tenant.</summary>
internal static class Streams
{
    private const string Terminal = "terminal/";
    private const string Finding = "finding/";

    public static string OfTerminal(string terminalId) => Terminal + terminalId;

    public static string OfFinding(string findingId) => Finding + findingId;
}
