namespace FleetWatch.Iso8583.Tables;

/// <summary>How one network writes its messages: a rule for every field, and for what stands before the fields.</summary>
public sealed class FieldTable
{
    private readonly FieldStep[] steps = new FieldStep[MessagePart.LastField + 1];
    private readonly Dictionary<int, FieldRule[]> required = [];

    /// <summary>Five bytes: an identifier, the address it goes to and the one it comes from (ISO/IEC 8583 has none; terminals' networks do).</summary>
    private static readonly FieldRule TransportHeader = new()
    {
        Number = MessagePart.Tpdu,
        Name = "TPDU",
        Length = 5,
        Coding = Coding.Binary,
        Content = Content.Bytes,
        Keeping = Keeping.Open,
    };

    internal FieldTable(string name, string scheme, int version, FieldRule? tpdu, FieldRule? header, FieldRule mti, FieldRule bitmap,
        IReadOnlyCollection<FieldRule> fields)
    {
        (Name, Scheme, Version, Tpdu, Header, Mti, Bitmap) = (name, scheme, version, tpdu, header, mti, bitmap);
        foreach (var field in fields)
            steps[field.Number] = FieldStep.Of(field);
        foreach (var type in fields.SelectMany(field => field.RequiredIn).Distinct())
            required[type] = [.. fields.Where(field => field.RequiredIn.Contains(type)).OrderBy(field => field.Number)];
        PrefixBytes = (tpdu?.Length ?? 0) + (header?.Length ?? 0);
    }

    /// <summary>The file's name without extension, for example <c>unionpay-pos</c>.</summary>
    public string Name { get; }

    /// <summary>Which code tables give DE22 and DE39 their meaning: <c>iso87</c>, <c>iso93</c>, <c>unionpay</c>, or a vendor's.</summary>
    public string Scheme { get; }

    /// <summary>The first digit of every message type: 0 (1987), 1 (1993), 2 (2003).</summary>
    public int Version { get; }
    public FieldRule? Tpdu { get; }
    public FieldRule? Header { get; }
    public FieldRule Mti { get; }

    /// <summary>Its length is the greatest: 8 (primary only), 16 (secondary) or 24 bytes (tertiary).</summary>
    public FieldRule Bitmap { get; }

    /// <summary>Bytes before the message type.</summary>
    public int PrefixBytes { get; }

    /// <summary>The fields in ascending order.</summary>
    public IEnumerable<FieldRule> Fields => steps.Select(step => step.Rule).OfType<FieldRule>();

    /// <returns>The rule of a field; null where the table does not know it.</returns>
    public FieldRule? Rule(int field) => (uint)field < (uint)steps.Length ? steps[field].Rule : null;

    /// <summary>The same table for a line on which messages have a TPDU, or have none.</summary>
    public FieldTable WithTpdu(bool present)
    {
        if (present == Tpdu is not null)
            return this;
        return new FieldTable(Name, Scheme, Version, present ? TransportHeader : null, Header, Mti, Bitmap, [.. Fields]);
    }

    /// <param name="field">1 to 192.</param>
    internal ref readonly FieldStep Step(int field) => ref steps[field];

    internal FieldRule[] RequiredIn(int mti) => required.TryGetValue(mti, out var fields) ? fields : [];
}
