namespace FleetWatch.Detection.Presence;

/// <summary>When a terminal is usually heard: half hours of its local day, learned with a memory of about five days.</summary>
internal struct Habits
{
    public const int Slots = 48;
    private const int Memory = 5;
    private const byte Usually = 150;
    private System.Runtime.Intrinsics.Vector512<byte> _often;
    private ulong _today;
    private int _day;

    public int DaysKnown { get; private set; }

    public void Heard(int day, int slot)
    {
        if (day != _day)
            Turn(day);
        _today |= 1UL << slot;
    }

    /// <summary>Whether it is open then, and was and will be a little before and after.</summary>
    public readonly bool IsExpected(int slot) =>
        DaysKnown > 0 && Often(slot) >= Usually && Often((slot + 1) % Slots) >= Usually && Often((slot + Slots - 1) % Slots) >= Usually;

    public readonly void Write(BinaryWriter target)
    {
        for (var slot = 0; slot < 64; slot++)
            target.Write(_often[slot]);
        target.Write(_today);
        target.Write(_day);
        target.Write(DaysKnown);
    }

    public static Habits Read(BinaryReader source)
    {
        var habits = default(Habits);
        Span<byte> often = stackalloc byte[64];
        source.BaseStream.ReadExactly(often);
        habits._often = System.Runtime.Intrinsics.Vector512.Create<byte>(often);
        habits._today = source.ReadUInt64();
        habits._day = source.ReadInt32();
        habits.DaysKnown = source.ReadInt32();
        return habits;
    }

    private readonly byte Often(int slot) => _often[slot];

    // A day on which it was not heard at all teaches nothing: the shop was closed.
    private void Turn(int day)
    {
        if (_today != 0)
        {
            DaysKnown = Math.Min(Memory, DaysKnown + 1);
            for (var slot = 0; slot < Slots; slot++)
            {
                var heard = (_today >> slot & 1) == 1 ? 255 : 0;
                _often = System.Runtime.Intrinsics.Vector512.WithElement(_often, slot, (byte)(_often[slot] + ((heard - _often[slot]) / DaysKnown)));
            }
        }
        (_today, _day) = (0, day);
    }
}
