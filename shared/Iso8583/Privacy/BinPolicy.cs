namespace FleetWatch.Iso8583.Privacy;

/// <summary>How many first digits of a card number are kept (PCI SSC FAQ 1091).</summary>
public enum BinPolicy
{
    /// <summary>Six, of every card number.</summary>
    Six,

    /// <summary>Eight of a card number of 16 digits, six of every other.</summary>
    EightOfSixteen,
}
