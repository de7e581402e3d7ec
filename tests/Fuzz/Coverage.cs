using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace FleetWatch.Fuzz;

/// <summary>Which branches of the instrumented codec an input took, and how often, in AFL's steps of 1, 2, 3, 4, 8, 16, 32, 128.</summary>
internal sealed unsafe class Coverage
{
    private const int Size = 1 << 16;
    private readonly byte* _map = (byte*)NativeMemory.AllocZeroed(Size);
    private readonly byte[] _seen = new byte[Size];

    public Coverage() => Trace.SharedMem = _map;

    /// <summary>Branches seen so far.</summary>
    public int Branches { get; private set; }

    public void Begin()
    {
        new Span<byte>(_map, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <returns>Whether the input took a branch, or took it as often, as none did before.</returns>
    public bool IsNew()
    {
        var found = false;
        var map = new ReadOnlySpan<byte>(_map, Size);
        for (var at = map.IndexOfAnyExcept((byte)0); at >= 0 && at < Size;)
        {
            var step = Step(map[at]);
            if ((_seen[at] & step) == 0)
            {
                Branches += _seen[at] == 0 ? 1 : 0;
                _seen[at] |= step;
                found = true;
            }
            var next = map[(at + 1)..].IndexOfAnyExcept((byte)0);
            at = next < 0 ? Size : at + 1 + next;
        }
        return found;
    }

    private static byte Step(byte count) => count switch
    {
        1 => 1,
        2 => 2,
        3 => 4,
        < 8 => 8,
        < 16 => 16,
        < 32 => 32,
        < 128 => 64,
        _ => 128,
    };
}
