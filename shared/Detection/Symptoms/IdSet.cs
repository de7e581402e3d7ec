using System.Runtime.InteropServices;

namespace FleetWatch.Detection.Symptoms;

/// <summary>Fingerprints, by open addressing: 8 bytes a place, at most three places in four taken.</summary>
internal sealed class IdSet
{
    private ulong[] _places = [];
    private int _count;

    public bool Contains(ulong id) => _count > 0 && _places[Place(Taken(id))] != 0;

    /// <returns>False where it was there.</returns>
    public bool Add(ulong id)
    {
        if ((_count + 1) * 4L > _places.Length * 3L)
            Grow();
        ref var place = ref _places[Place(Taken(id))];
        if (place != 0)
            return false;
        place = Taken(id);
        _count++;
        return true;
    }

    public void Needed(ulong id) => Soon.Needed(_places, (int)(id & (ulong)(_places.Length - 1)));

    public void Write(BinaryWriter target)
    {
        target.Write(_count);
        target.Write(_places.Length);
        target.Write(MemoryMarshal.AsBytes(_places.AsSpan()));
    }

    public void Read(BinaryReader source)
    {
        _count = source.ReadInt32();
        _places = new ulong[source.ReadInt32()];
        source.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_places.AsSpan()));
    }

    // Zero marks a free place.
    private static ulong Taken(ulong id) => id == 0 ? 1 : id;

    private int Place(ulong id)
    {
        var mask = _places.Length - 1;
        var at = (int)(id & (ulong)mask);
        while (_places[at] != 0 && _places[at] != id)
            at = (at + 1) & mask;
        return at;
    }

    private void Grow()
    {
        var old = _places;
        _places = new ulong[Math.Max(64, old.Length * 2)];
        foreach (var id in old)
        {
            if (id != 0)
                _places[Place(id)] = id;
        }
    }
}
