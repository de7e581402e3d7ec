using FleetWatch.Iso8583.Writing;

namespace FleetWatch.Unit.Iso8583;

/// <summary>One sale at terminal T0000069, and its answer.</summary>
internal static class Sale
{
    public const string Card = "6224242300000069";

    public static MessageDraft Request(string mti = "0200") => new()
    {
        Mti = mti,
        [2] = Card,
        [3] = "000000",
        [4] = "12900",
        [7] = "1105025829",
        [11] = "000979",
        [12] = "105829",
        [13] = "1105",
        [22] = "051",
        [41] = "T0000069",
        [42] = "MERCHANT-1",
        [49] = "156",
    };

    public static MessageDraft Response(string code) => new()
    {
        Mti = "0210",
        [2] = Card,
        [7] = "1105025829",
        [11] = "000979",
        [12] = "105829",
        [13] = "1105",
        [37] = "000000000979",
        [39] = code,
        [41] = "T0000069",
        [42] = "MERCHANT-1",
    };
}
