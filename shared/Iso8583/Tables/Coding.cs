namespace FleetWatch.Iso8583.Tables;

/// <summary>How characters, digits or bytes are written on the wire.</summary>
public enum Coding
{
    /// <summary>One byte a character, ISO 646.</summary>
    Ascii,

    /// <summary>One byte a character, code page 37.</summary>
    Ebcdic,

    /// <summary>Two decimal digits a byte; an odd number is filled up on the side that <see cref="FieldRule.FillerLeft"/> names.</summary>
    Bcd,

    /// <summary>The bytes themselves.</summary>
    Binary,

    /// <summary>Two hexadecimal characters a byte, in ASCII.</summary>
    Hex,

    /// <summary>One or two bytes a character, code page 936; lengths count bytes.</summary>
    Gbk,

    /// <summary>ASCII or EBCDIC, told apart by the first byte's high bit: some switches pass tracks on as they came.</summary>
    AsciiOrEbcdic,
}
