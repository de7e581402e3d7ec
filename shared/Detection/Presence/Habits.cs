using System.Runtime.CompilerServices;

namespace FleetWatch.Detection.Presence;

/// <summary>
/// How often a terminal is heard in each half hour of its local day, learned with a memory of about five days. The day that lasts, and how
/// many are known, are kept in <see cref="TerminalPresence"/>, which every event touches; this only a new day does.
/// </summary>
[InlineArray(Slots)]
internal struct Habits
{
    public const int Slots = 48;
    public const int Memory = 5;
    private const byte Usually = 150;
    private byte _often;

    /// <summary>Whether it is open then, and was and will be a little before and after.</summary>
    public readonly bool IsExpected(int slot) => this[slot] >= Usually && this[(slot + 1) % Slots] >= Usually && this[(slot + Slots - 1) % Slots] >= Usually;

    /// <param name="heard">Bit by bit, in which half hours of the day that ends it was heard.</param>
    /// <param name="daysKnown">That day included, at most <see cref="Memory"/>.</param>
    public void Learn(ulong heard, int daysKnown)
    {
        for (var slot = 0; slot < Slots; slot++)
        {
            var target = (heard >> slot & 1) == 1 ? 255 : 0;
            this[slot] = (byte)(this[slot] + ((target - this[slot]) / daysKnown));
        }
    }
}
