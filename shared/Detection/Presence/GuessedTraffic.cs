namespace FleetWatch.Detection.Presence;

/// <summary>What of a scope's attempts is not known by any counter.</summary>
/// <param name="Untold">Attempts since the last heartbeats, which the next ones will tell of.</param>
/// <param name="Supposed">The share of all other attempts that is supposed, as large as that of the terminals that count nothing.</param>
/// <param name="Terminals">How many it is guessed of.</param>
internal readonly record struct GuessedTraffic(double Untold, double Supposed, int Terminals)
{
    public void Write(BinaryWriter target)
    {
        target.Write(Untold);
        target.Write(Supposed);
        target.Write(Terminals);
    }

    public static GuessedTraffic Read(BinaryReader source) => new(source.ReadDouble(), source.ReadDouble(), source.ReadInt32());
}
