using System.Runtime.CompilerServices;

namespace FleetWatch.Detection;

/// <summary>Arrays that grow by a quarter: half of a doubled one would lie idle.</summary>
internal static class Growing
{
    private const int Least = 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ToHold<T>(ref T[] array, int count)
    {
        if (count > array.Length)
            Grow(ref array, count);
    }

    /// <summary>For how many to make room where so many are needed.</summary>
    public static int Room(int count) => Math.Max(Least, (int)Math.Min(Array.MaxLength, count + (count / 4L)));

    private static void Grow<T>(ref T[] array, int count)
    {
        Array.Resize(ref array, Room(count));
        LargePages.Wanted(array);
    }
}
