using FleetWatch.Iso8583.Codes;

namespace FleetWatch.Simulator.Switch;

/// <summary>How ISO 8583:1993 says what 1987 says with other codes.</summary>
internal static class Years93
{
    private const string Scheme = "iso-1993";

    /// <summary>DE24 of a network message: is the line alive?</summary>
    public const string Echo = "831";

    /// <summary>DE25 of a reversal.</summary>
    public const string NobodyAnswered = "4021";
    private const string Refused = "100";
    private static readonly ILookup<string?, string> Actions = ResponseCodes.Of(Scheme).ToLookup(action => action.Code87, action => action.Code);

    /// <summary>DE39: the first action that means the same; what 1993 has no action for is refused without a reason.</summary>
    public static string Action(string code87) => Actions[code87].FirstOrDefault(Refused);

    /// <summary>DE22: how the card was read is the seventh of twelve characters, and knows neither contactless nor fallback.</summary>
    public static string EntryMode(string mode87) => $"510101{Read(mode87)}11344";

    private static char Read(string mode87) => mode87 switch
    {
        "01" => '6',
        "02" or "80" or "90" => '2',
        "03" => '3',
        "05" or "07" or "91" or "95" => '5',
        _ => '0',
    };
}
