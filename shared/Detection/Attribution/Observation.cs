using FleetWatch.Contracts;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Attribution;

/// <summary>One failure, or one missed heartbeat, that counts.</summary>
/// <param name="At">When it happened, in ticks, the terminal's wrong clock put right.</param>
/// <param name="Terminal">Number of the terminal.</param>
/// <param name="Issuer">Number of the issuer, or -1.</param>
/// <param name="Symptom">How it looked.</param>
/// <param name="Card">Hash of the card's token; 0 where there is none.</param>
/// <param name="Rate">How likely it was by everyday rates, per attempt or per due heartbeat.</param>
/// <param name="Finding">Number of the finding that explains it; 0: none.</param>
/// <param name="Learned">It counts to the everyday of the fleet and of its issuer.</param>
/// <param name="Settled">It counts to its terminal's everyday.</param>
internal record struct Observation(long At, int Terminal, int Issuer, Symptom Symptom, ulong Card, double Rate, int Finding, bool Learned = false, bool Settled = false)
{
    /// <summary>Whether it happened in a group: at a terminal of it, or with a card of the issuer.</summary>
    public readonly bool IsIn(FleetMap fleet, int group) => fleet.KindOf(group) == ScopeKind.Issuer ? Issuer == group : fleet.Seat(Terminal).In(group);

    public readonly void Write(BinaryWriter target)
    {
        target.Write(At);
        target.Write(Terminal);
        target.Write(Issuer);
        target.Write(Card);
        target.Write(Rate);
        target.Write(Finding);
        target.Write(Learned);
        target.Write(Settled);
    }

    public static Observation Read(BinaryReader source, Symptom symptom) => new(source.ReadInt64(), source.ReadInt32(), source.ReadInt32(), symptom,
        source.ReadUInt64(), source.ReadDouble(), source.ReadInt32(), source.ReadBoolean(), source.ReadBoolean());
}
