namespace FleetWatch.Iso8583.Framing;

/// <summary>Why it cannot be told where the next message begins: the connection is of no more use.</summary>
public enum FrameFault
{
    None,

    /// <summary>The length is no number.</summary>
    NotDigits,

    /// <summary>The length is greater than a message may be.</summary>
    TooLong,

    /// <summary>The length counts itself and is smaller than itself.</summary>
    TooShort,
}
