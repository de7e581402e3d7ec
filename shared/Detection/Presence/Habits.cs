using System.Runtime.CompilerServices;

namespace FleetWatch.Detection.Presence;

/// <summary>
/// In which half hours of its local day a terminal was heard, on the last day of each weekday on which it was heard at all. The day that lasts is kept
/// in <see cref="TerminalPresence"/>, which every event touches; this only a new day does.
/// </summary>
internal struct Habits
{
    /// <summary>Half hours of a day.</summary>
    public const int Slots = 48;
    private const int Days = 7;

    /// <summary>Of so many known days more than half must agree: a shop that keeps new hours is known to after three.</summary>
    private const int Memory = 5;

    /// <summary>As soon as so many days are known a weekday of which none is is a closed one. The first one does not count: it may have begun at noon.</summary>
    private const int WeekKnown = 8;
    private Week _week;
    private byte _daysKnown;

    /// <summary>Whether it is open in a half hour, and was and will be a little before and after: on most days of late, and on this weekday, too.</summary>
    /// <param name="lasting">The number of the day that lasts, of which nothing is known yet.</param>
    /// <param name="day">The day of the half hour, where it has been silent since it has begun later.</param>
    /// <param name="slot">The half hour, from 0.</param>
    public readonly bool IsExpected(int lasting, int day, int slot)
    {
        var wanted = Around(slot);
        if (_daysKnown >= WeekKnown && day - lasting < Days && (_week[Place(day)].Bits & wanted) != wanted)
            return false;
        return IsUsual(lasting, slot) && IsUsual(lasting, (slot + 1) % Slots) && IsUsual(lasting, (slot + Slots - 1) % Slots);
    }

    /// <summary>A day has ended on which it was heard. One on which it was not teaches nothing: what was known of the weekday stays.</summary>
    /// <param name="day">Its number.</param>
    /// <param name="heard">Bit by bit, in which half hours it was heard.</param>
    public void Learn(int day, ulong heard)
    {
        _week[Place(day)] = new HalfHours(heard);
        _daysKnown = (byte)Math.Min(WeekKnown, _daysKnown + 1);
    }

    /// <summary>The terminal's clock on the wall was another than was thought: so many half hours later, or earlier.</summary>
    public void Move(int halfHours)
    {
        for (var day = 0; day < Days; day++)
            _week[day] = new HalfHours(Moved(_week[day].Bits, halfHours));
    }

    /// <summary>The half hours of one day, as many later; what passes midnight is taken to be of the same day, as days are alike.</summary>
    public static ulong Moved(ulong heard, int halfHours)
    {
        var by = ((halfHours % Slots) + Slots) % Slots;
        return (heard << by | heard >> (Slots - by)) & ((1UL << Slots) - 1);
    }

    private readonly bool IsUsual(int lasting, int slot)
    {
        var (known, heard) = (0, 0);
        for (var back = 1; back <= Days && known < Memory; back++)
        {
            var bits = _week[Place(lasting - back)].Bits;
            known += bits == 0 ? 0 : 1;
            heard += (int)(bits >> slot & 1);
        }
        return heard * 2 > known;
    }

    private static ulong Around(int slot) => 1UL << slot | 1UL << ((slot + 1) % Slots) | 1UL << ((slot + Slots - 1) % Slots);

    private static int Place(int day) => (int)((uint)day % Days);

    [InlineArray(Days)]
    private struct Week
    {
        private HalfHours _day;
    }

    /// <summary>48 bits in six bytes.</summary>
    private readonly struct HalfHours(ulong bits)
    {
        private readonly ushort _morning = (ushort)bits;
        private readonly ushort _noon = (ushort)(bits >> 16);
        private readonly ushort _evening = (ushort)(bits >> 32);

        public ulong Bits => _morning | (ulong)_noon << 16 | (ulong)_evening << 32;
    }
}
