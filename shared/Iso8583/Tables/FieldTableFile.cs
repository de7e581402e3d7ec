using System.Globalization;

namespace FleetWatch.Iso8583.Tables;

/// <summary>
/// Reads a field table from CSV. Columns: field, name, nameZh, length, prefix, encoding, content, filler, privacy, requiredIn,
/// forbiddenIn. Before the fields stand the rows <c>scheme</c>, <c>version</c>, <c>mti</c>, <c>bitmap</c> and, where the network
/// has them, <c>tpdu</c> and <c>header</c>.
/// </summary>
public static class FieldTableFile
{
    private static readonly string[] Columns =
        ["field", "name", "nameZh", "length", "prefix", "encoding", "content", "filler", "privacy", "requiredIn", "forbiddenIn"];

    /// <param name="name">What the table is called in messages.</param>
    /// <param name="file">The CSV.</param>
    /// <exception cref="FieldTableException">The file is wrong; every error is listed with its line, column and reason.</exception>
    public static FieldTable Read(string name, TextReader file)
    {
        var errors = new List<TableError>();
        var settings = new Dictionary<string, (string Value, int Line)>();
        var rules = new Dictionary<int, FieldRule>();
        var lastLine = 1;
        foreach (var row in TableRows.Read(file, Columns, errors))
        {
            lastLine = row.Line;
            if (row["field"] is "scheme" or "version")
                settings[row["field"]] = (row["name"], row.Line);
            else if (FieldRow.Read(row, errors) is { } rule && !rules.TryAdd(rule.Number, rule))
                errors.Add(new TableError(row.Line, row["field"], "is described twice"));
        }
        return Assemble(name, settings, rules, errors, lastLine);
    }

    private static FieldTable Assemble(string name, Dictionary<string, (string Value, int Line)> settings, Dictionary<int, FieldRule> rules,
        List<TableError> errors, int lastLine)
    {
        foreach (var setting in new[] { "scheme", "version" })
            if (!settings.TryGetValue(setting, out var given) || given.Value.Length == 0)
                errors.Add(new TableError(given.Line > 0 ? given.Line : lastLine, setting, "is missing: a row with its value in the column name"));
        var version = -1;
        if (settings.TryGetValue("version", out var text) && text.Value.Length > 0
            && !(int.TryParse(text.Value, CultureInfo.InvariantCulture, out version) && version is >= 0 and <= 9))
            errors.Add(new TableError(text.Line, "version", "is not one digit: 0 (1987), 1 (1993) or 2 (2003)"));
        foreach (var part in new[] { (Key: "mti", Number: MessagePart.Mti), (Key: "bitmap", Number: MessagePart.Bitmap) })
            if (!rules.ContainsKey(part.Number) && errors.All(error => error.Column != part.Key))
                errors.Add(new TableError(lastLine, part.Key, "is missing"));
        if (errors.Count > 0)
            throw new FieldTableException(name, errors);
        return new FieldTable(name, settings["scheme"].Value, version, rules.GetValueOrDefault(MessagePart.Tpdu),
            rules.GetValueOrDefault(MessagePart.Header), rules[MessagePart.Mti], rules[MessagePart.Bitmap],
            [.. rules.Values.Where(rule => rule.Number > MessagePart.Bitmap)]);
    }
}
