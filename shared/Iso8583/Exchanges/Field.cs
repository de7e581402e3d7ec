namespace FleetWatch.Iso8583.Exchanges;

/// <summary>The fields that say what happened, by their numbers in ISO 8583.</summary>
internal static class Field
{
    public const int Amount = 4;
    public const int SentUtc = 7;
    public const int Trace = 11;
    public const int LocalTime = 12;
    public const int LocalDate = 13;
    public const int EntryMode = 22;
    public const int Reason93 = 25;
    public const int Reference = 37;
    public const int ResponseCode = 39;
    public const int Terminal = 41;
    public const int Merchant = 42;
    public const int Currency = 49;
    public const int Original93 = 56;
    public const int UnionPayCapability = 60;
    public const int Original = 90;
}
