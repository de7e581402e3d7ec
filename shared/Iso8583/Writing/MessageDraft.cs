namespace FleetWatch.Iso8583.Writing;

/// <summary>A message to be written. It may carry a test card's number; it is never kept, logged or sent anywhere but out.</summary>
public sealed class MessageDraft
{
    /// <summary>Four digits.</summary>
    public required string Mti { get; init; }

    /// <summary>Bytes of the transport header; zeros where null and the table has one.</summary>
    public ReadOnlyMemory<byte>? Tpdu { get; init; }

    /// <summary>Bytes of the network's header; zeros where null and the table has one.</summary>
    public ReadOnlyMemory<byte>? Header { get; init; }

    /// <summary>
    /// Value by field: digits and characters as they are, bytes in hexadecimal. Digits and amounts shorter than a fixed field are
    /// filled up with zeros on the left, characters with spaces on the right.
    /// </summary>
    public IDictionary<int, string> Fields { get; } = new SortedDictionary<int, string>();

    /// <summary>One field; set again, the later value counts.</summary>
    public string this[int field]
    {
        get => Fields[field];
        set => Fields[field] = value;
    }
}
