namespace FleetWatch.Detection.Findings;

/// <summary>A card that was told of, until it was quiet for days.</summary>
internal sealed record CardFinding(string FindingId, string Card, long OpenedAt)
{
    public CardSighting Seen { get; set; }

    /// <summary>Visits when it was last told of.</summary>
    public int Told { get; set; }

    public void Write(BinaryWriter target)
    {
        target.Write(FindingId);
        target.Write(Card);
        target.Write(OpenedAt);
        target.Write(Told);
        Seen.Write(target);
    }

    public static CardFinding Read(BinaryReader source) =>
        new(source.ReadString(), source.ReadString(), source.ReadInt64()) { Told = source.ReadInt32(), Seen = CardSighting.Read(source) };
}
