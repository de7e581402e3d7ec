namespace FleetWatch.Iso8583.Tables;

/// <summary>
/// The field tables that come with FleetWatch. Widths and kinds are facts of ISO 8583:1987 and :1993 and of UnionPay's public POS
/// interface, as public codecs read them (jPOS, moov-io/iso8583, iso8583-parser); the wording is ours.
/// </summary>
public static class ReadyTables
{
    public const string Iso87Ascii = "iso87-ascii";
    public const string Iso87Binary = "iso87-binary";
    public const string Iso93Ascii = "iso93-ascii";
    public const string UnionPayPos = "unionpay-pos";

    /// <summary>The names that <see cref="Load"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [Iso87Ascii, Iso87Binary, Iso93Ascii, UnionPayPos];

    /// <exception cref="ArgumentException">There is no ready table of this name.</exception>
    /// <exception cref="FieldTableException">The table is wrong; every error is listed.</exception>
    public static FieldTable Load(string name)
    {
        if (!Names.Contains(name))
            throw new ArgumentException($"There is no ready table \"{name}\"; there are {string.Join(", ", Names)}.", nameof(name));
        using var reader = new StreamReader(DataFile.Open($"{name}.csv"));
        return FieldTableFile.Read(name, reader);
    }
}
