namespace FleetWatch.Detection.Findings;

/// <summary>What is known of one card in one way to be bad: visits, not tries.</summary>
/// <param name="First">The first terminal that it failed at.</param>
/// <param name="Second">Another one; -1: none yet.</param>
/// <param name="Began">When it failed first, in ticks.</param>
/// <param name="Last">When it failed last.</param>
/// <param name="Visits">How often it was tried; tries within minutes are one visit.</param>
/// <param name="LogOdds">Of a bad card against bad luck at terminals as they are.</param>
/// <param name="Look">Index of the look that fits so far.</param>
internal record struct CardSighting(int First, int Second, long Began, long Last, int Visits, double LogOdds, int Look)
{
    public readonly void Write(BinaryWriter target)
    {
        target.Write(First);
        target.Write(Second);
        target.Write(Began);
        target.Write(Last);
        target.Write(Visits);
        target.Write(LogOdds);
        target.Write(Look);
    }

    public static CardSighting Read(BinaryReader source) => new(source.ReadInt32(), source.ReadInt32(), source.ReadInt64(), source.ReadInt64(),
        source.ReadInt32(), source.ReadDouble(), source.ReadInt32());
}
