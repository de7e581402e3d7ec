using System.Runtime.CompilerServices;

namespace FleetWatch.Detection;

/// <summary>Cache lines: eight words each that are fetched together, as they begin where a line of the processor does.</summary>
internal sealed class Lines
{
    public const int Words = 8;
    private const int Bytes = Words * sizeof(ulong);
    private readonly ulong[] _words;
    private readonly int _first;

    public unsafe Lines(int count)
    {
        // Pinned: where the first line begins is asked but once.
        _words = GC.AllocateArray<ulong>(((count + 1) * Words) - 1, pinned: true);
        LargePages.Wanted(_words);
        var beyond = (int)((nuint)Unsafe.AsPointer(ref _words[0]) % Bytes);
        _first = (Bytes - beyond) % Bytes / sizeof(ulong);
        Count = count;
    }

    public int Count { get; }

    public Span<ulong> this[int line] => _words.AsSpan(_first + (line * Words), Words);

    public void Needed(int line) => Soon.Needed(_words, _first + (line * Words));

    public void Clear() => Array.Clear(_words);
}
