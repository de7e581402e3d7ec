using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace FleetWatch.Detection;

/// <summary>Asks the processor to have a place at hand soon. A hint: it reads and changes nothing, and where there is no such instruction it is nothing.</summary>
internal static class Soon
{
    /// <summary>One place of an array, where it has that many, from its first byte to its last: at most two cache lines further.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Needed<T>(T[] all, int at)
    {
        if (!Sse.IsSupported || (uint)at >= (uint)all.Length)
            return;
        // Should the place move meanwhile, the hint is of no use, and no harm. Its address is taken without a look at it: that would be the wait.
        var place = (byte*)Unsafe.AsPointer(ref all[at]);
        Sse.Prefetch0(place);
        if (Unsafe.SizeOf<T>() > sizeof(ulong))
            Sse.Prefetch0(place + Unsafe.SizeOf<T>() - 1);
    }
}
