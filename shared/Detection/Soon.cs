using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace FleetWatch.Detection;

/// <summary>Asks the processor to have a place at hand soon. A hint: it reads and changes nothing, and where there is no such instruction it is nothing.</summary>
internal static class Soon
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Needed<T>(ref readonly T place)
    {
        // Should the place move meanwhile, the hint is of no use, and no harm.
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in place)));
    }

    /// <summary>One place of an array, where it has that many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Needed<T>(T[] all, int at)
    {
        if ((uint)at < (uint)all.Length)
            Needed(ref all[at]);
    }
}
