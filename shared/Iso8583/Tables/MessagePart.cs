namespace FleetWatch.Iso8583.Tables;

/// <summary>The parts before the fields, numbered so that an error can name them.</summary>
public static class MessagePart
{
    /// <summary>Transport protocol data unit, before the header.</summary>
    public const int Tpdu = -2;

    /// <summary>The network's own header.</summary>
    public const int Header = -1;

    /// <summary>Message type indicator.</summary>
    public const int Mti = 0;

    /// <summary>The bitmaps, all of them.</summary>
    public const int Bitmap = 1;

    /// <summary>The greatest field number: three bitmaps of 64.</summary>
    public const int LastField = 192;

    /// <summary><c>TPDU</c>, <c>header</c>, <c>MTI</c>, <c>bitmap</c>, or <c>DE</c> and the number.</summary>
    public static string Label(int number) => number switch
    {
        Tpdu => "TPDU",
        Header => "header",
        Mti => "MTI",
        Bitmap => "bitmap",
        _ => $"DE{number}",
    };
}
