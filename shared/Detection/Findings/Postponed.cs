using FleetWatch.Detection.Attribution;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Findings;

/// <summary>
/// Suspicions that are not thought over yet, in the order in which they came: because it is not affordable, or because nothing can be decided
/// before some time. Of each the latest observation is kept. There is room for a few; the next failure of another one asks again.
/// </summary>
internal sealed class Postponed
{
    private const int Most = 64;
    private readonly List<Waiting> _all = [];

    /// <summary>Notes the latest failure of a suspicion that waits.</summary>
    /// <returns>False where it does not wait.</returns>
    public bool Waits(long suspicion, in Observation one, long now)
    {
        for (var at = 0; at < _all.Count; at++)
        {
            if (_all[at].Suspicion != suspicion)
                continue;
            _all[at] = _all[at] with { One = one, Came = now };
            return true;
        }
        return false;
    }

    /// <param name="suspicion">The same number for failures that one thought is enough for.</param>
    /// <param name="one">The failure.</param>
    /// <param name="now">When it was received: it is thought over as of then.</param>
    /// <param name="notBefore">A failure must be as late to be thought over.</param>
    public void Add(long suspicion, in Observation one, long now, long notBefore)
    {
        if (_all.Count < Most)
            _all.Add(new Waiting(suspicion, one, now, notBefore));
    }

    /// <returns>Null where none can be thought over yet.</returns>
    public (long Suspicion, Observation One, long Came)? Next()
    {
        var at = _all.FindIndex(one => one.Came >= one.NotBefore);
        if (at < 0)
            return null;
        var next = _all[at];
        _all.RemoveAt(at);
        return (next.Suspicion, next.One, next.Came);
    }

    public void Write(BinaryWriter target)
    {
        target.Write(_all.Count);
        foreach (var one in _all)
        {
            target.Write(one.Suspicion);
            target.Write((byte)one.One.Symptom);
            one.One.Write(target);
            target.Write(one.Came);
            target.Write(one.NotBefore);
        }
    }

    public void Read(BinaryReader source)
    {
        for (var left = source.ReadInt32(); left > 0; left--)
            _all.Add(new Waiting(source.ReadInt64(), Observation.Read(source, (Symptom)source.ReadByte()), source.ReadInt64(), source.ReadInt64()));
    }

    private readonly record struct Waiting(long Suspicion, Observation One, long Came, long NotBefore);
}
