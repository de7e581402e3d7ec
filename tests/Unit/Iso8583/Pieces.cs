using System.Buffers;

namespace FleetWatch.Unit.Iso8583;

/// <summary>A run of bytes cut into segments, as a connection delivers it.</summary>
internal sealed class Pieces : ReadOnlySequenceSegment<byte>
{
    public static ReadOnlySequence<byte> Of(byte[] bytes, int piece)
    {
        var first = new Pieces { Memory = bytes.AsMemory(0, Math.Min(piece, bytes.Length)) };
        var last = first;
        for (var at = piece; at < bytes.Length; at += piece)
        {
            var next = new Pieces { Memory = bytes.AsMemory(at, Math.Min(piece, bytes.Length - at)), RunningIndex = at };
            last.Next = next;
            last = next;
        }
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }
}
