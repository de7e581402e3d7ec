namespace FleetWatch.Detection;

/// <summary>Arrays that grow by a quarter: half of a doubled one would lie idle.</summary>
internal static class Growing
{
    private const int Least = 64;

    public static void ToHold<T>(ref T[] array, int count)
    {
        if (count > array.Length)
            Array.Resize(ref array, Math.Max(Least, (int)Math.Min(Array.MaxLength, count + (count / 4L))));
    }
}
