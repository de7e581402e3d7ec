using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FleetWatch.Detection;

/// <summary>
/// Asks Linux to back a large array by pages of 2 MB. What is touched here and there in a large fleet is waited for twice, for the place and before that for
/// where its page is: pages of 4 kB are too many to remember. A hint: it reads and changes nothing, and where the system does not have it it is nothing.
/// </summary>
internal static unsafe class LargePages
{
    private const nint Page = 1 << 21;

    /// <summary>What is touched from now on.</summary>
    private const int Huge = 14;

    /// <summary>What was touched already (since Linux 6.1).</summary>
    private const int Collapse = 25;
    private static readonly delegate* unmanaged<nint, nint, int, int> Advise = Found();

    public static void Wanted<T>(T[] array)
    {
        // Where a large array lies does not change; should it all the same, the hint is of no use, and no harm.
        var first = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        var from = (first + Page - 1) & -Page;
        var until = (first + ((nint)array.Length * Unsafe.SizeOf<T>())) & -Page;
        if (Advise == null || until <= from)
            return;
        _ = Advise(from, until - from, Huge);
        _ = Advise(from, until - from, Collapse);
    }

    private static delegate* unmanaged<nint, nint, int, int> Found() =>
        OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var libc) && NativeLibrary.TryGetExport(libc, "madvise", out var advise)
            ? (delegate* unmanaged<nint, nint, int, int>)advise : null;
}
