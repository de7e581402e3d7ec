namespace FleetWatch.Iso8583.Reading;

/// <summary>Why a message cannot be read. The numbers that go with it never carry content.</summary>
public enum ParseReason
{
    Unknown,

    /// <summary>The message ends before the part does; expected and found in bytes.</summary>
    Truncated,

    /// <summary>The length prefix is no number.</summary>
    BadLength,

    /// <summary>The length prefix says more than the table allows; expected (at most) and found.</summary>
    TooLong,
    NotDigits,
    NotLetters,
    NotLettersAndDigits,
    NotSigned,
    NotHexadecimal,
    NotTrack,
    NotDate,
    NotTime,

    /// <summary>The table has no such field.</summary>
    NotInTable,

    /// <summary>A further bitmap is announced that the table does not allow.</summary>
    TooManyBitmaps,

    /// <summary>The first digit of the message type is not the table's version; expected and found.</summary>
    WrongVersion,

    /// <summary>Bytes are left over behind the last field; found in bytes.</summary>
    LeftOver,

    /// <summary>The message type needs this field.</summary>
    Missing,

    /// <summary>The message type does not go with this field.</summary>
    Unexpected,

    /// <summary>The whole message is longer than a message may be; expected (at most) and found in bytes.</summary>
    MessageTooLong,
}
