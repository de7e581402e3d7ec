namespace FleetWatch.Ingest.Sanitising;

/// <summary>What must not pass (PCI DSS 3.3 and 3.5): the whole number of a card, and everything that authenticates it.</summary>
internal enum CardData
{
    None,

    /// <summary>A primary account number (ISO/IEC 7812).</summary>
    Number,

    /// <summary>Data of the magnetic stripe or its equivalent on the chip (ISO/IEC 7813).</summary>
    Track,

    /// <summary>A PIN, a PIN block (ISO 9564) or a card verification value, known by its name.</summary>
    Secret,
}

/// <summary>Where it was found: the path of names to it, with every name that itself holds card data withheld.</summary>
internal sealed record CardDataFound(CardData Kind, string Path)
{
    public CardDataFound Under(string name) => this with { Path = Path is [] or ['[', ..] ? name + Path : $"{name}.{Path}" };
}
