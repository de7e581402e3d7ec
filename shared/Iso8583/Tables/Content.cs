namespace FleetWatch.Iso8583.Tables;

/// <summary>What a field may hold, in the notation of ISO 8583:1987 clause 4.</summary>
public enum Content
{
    /// <summary>n: decimal digits.</summary>
    Digits,

    /// <summary>a: letters and spaces.</summary>
    Letters,

    /// <summary>an: letters, digits and spaces.</summary>
    LettersAndDigits,

    /// <summary>ans: any characters.</summary>
    Characters,

    /// <summary>b: bytes.</summary>
    Bytes,

    /// <summary>z: a track's digits, separators and filler.</summary>
    Track,

    /// <summary>x+n: C or D (credit, debit), then digits.</summary>
    SignedDigits,

    /// <summary>MMDD.</summary>
    MonthDay,

    /// <summary>hhmmss.</summary>
    Time,

    /// <summary>MMDDhhmmss.</summary>
    MonthDayTime,

    /// <summary>YYMM.</summary>
    YearMonth,

    /// <summary>YYMMDD.</summary>
    YearMonthDay,

    /// <summary>YYMMDDhhmmss.</summary>
    YearMonthDayTime,
}
