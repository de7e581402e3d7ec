namespace FleetWatch.Iso8583.Framing;

/// <summary>How the length before each message is written.</summary>
public enum FrameLength
{
    Unknown,

    /// <summary>Two bytes, most significant first.</summary>
    TwoBytes,

    /// <summary>Four bytes, most significant first.</summary>
    FourBytes,

    /// <summary>Four ASCII digits.</summary>
    FourDigits,
}
