namespace FleetWatch.Iso8583.Tables;

/// <summary>What of a field may be kept (PCI DSS 4.0.1, 3.3.1 and 3.5.1).</summary>
public enum Keeping
{
    /// <summary>As it is.</summary>
    Open,

    /// <summary>Free text: whatever in it may be a card number is masked.</summary>
    Scan,

    /// <summary>The card number: its first digits and a keyed token, never the number.</summary>
    CardNumber,

    /// <summary>EMV data: a few harmless tags, see <see cref="Privacy.EmvTags"/>.</summary>
    Emv,

    /// <summary>Nothing: the bytes are passed over.</summary>
    Secret,
}
