using System.Globalization;

namespace FleetWatch.Iso8583.Tables;

/// <summary>Makes a rule of a line, or says everything that is wrong with the line.</summary>
internal static class FieldRow
{
    private static readonly Dictionary<string, int> Parts = new()
    {
        ["tpdu"] = MessagePart.Tpdu,
        ["header"] = MessagePart.Header,
        ["mti"] = MessagePart.Mti,
        ["bitmap"] = MessagePart.Bitmap,
    };

    private static readonly Dictionary<string, Coding> Codings = new()
    {
        ["ascii"] = Coding.Ascii,
        ["ebcdic"] = Coding.Ebcdic,
        ["bcd"] = Coding.Bcd,
        ["binary"] = Coding.Binary,
        ["hex"] = Coding.Hex,
        ["gbk"] = Coding.Gbk,
        ["ascii-or-ebcdic"] = Coding.AsciiOrEbcdic,
    };

    private static readonly Dictionary<string, Content> Contents = new()
    {
        ["n"] = Content.Digits,
        ["a"] = Content.Letters,
        ["an"] = Content.LettersAndDigits,
        ["ans"] = Content.Characters,
        ["b"] = Content.Bytes,
        ["z"] = Content.Track,
        ["xn"] = Content.SignedDigits,
        ["MMDD"] = Content.MonthDay,
        ["hhmmss"] = Content.Time,
        ["MMDDhhmmss"] = Content.MonthDayTime,
        ["YYMM"] = Content.YearMonth,
        ["YYMMDD"] = Content.YearMonthDay,
        ["YYMMDDhhmmss"] = Content.YearMonthDayTime,
    };

    private static readonly Dictionary<string, Keeping> Keepings = new()
    {
        ["open"] = Keeping.Open,
        ["scan"] = Keeping.Scan,
        ["pan"] = Keeping.CardNumber,
        ["emv"] = Keeping.Emv,
        ["secret"] = Keeping.Secret,
    };

    private static readonly Dictionary<string, bool> Fillers = new() { ["left"] = true, ["right"] = false, [""] = false };

    public static FieldRule? Read(TableRow row, List<TableError> errors)
    {
        var before = errors.Count;
        var number = Number(row, errors);
        var coding = Word(row, "encoding", Codings, errors);
        var content = Word(row with { Cells = new Dictionary<string, string>(row.Cells) { ["content"] = row["content"].TrimEnd('?') } },
            "content", Contents, errors);
        var rule = new FieldRule
        {
            Number = number,
            Name = row["name"],
            NameZh = row["nameZh"] is { Length: > 0 } chinese ? chinese : null,
            Length = Length(row, errors),
            Prefix = Prefix(row, errors),
            Coding = coding,
            Content = content,
            ZeroIsUnset = row["content"].EndsWith('?'),
            FillerLeft = Word(row, "filler", Fillers, errors),
            Keeping = Word(row, "privacy", Keepings, errors),
            RequiredIn = Types(row, "requiredIn", errors),
            ForbiddenIn = Types(row, "forbiddenIn", errors),
        };
        if (errors.Count == before)
            errors.AddRange(FieldRuleCheck.Errors(rule).Select(error => new TableError(row.Line, error.Column, error.Reason)));
        return errors.Count == before ? rule : null;
    }

    private static int Number(TableRow row, List<TableError> errors)
    {
        if (Parts.TryGetValue(row["field"], out var part))
            return part;
        if (int.TryParse(row["field"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 2 and <= MessagePart.LastField)
            return number;
        errors.Add(new TableError(row.Line, "field", $"is not {string.Join(", ", Parts.Keys)}, scheme, version or a number from 2 to {MessagePart.LastField}"));
        return default;
    }

    private static int Length(TableRow row, List<TableError> errors)
    {
        var variable = row["length"].StartsWith("..", StringComparison.Ordinal);
        if (!int.TryParse(row["length"].AsSpan(variable ? 2 : 0), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length is < 1 or > 9999)
            errors.Add(new TableError(row.Line, "length", "is not a number from 1 to 9999, with two dots before it where it is the greatest of a variable one"));
        else if (variable != row["prefix"].Length > 0)
            errors.Add(new TableError(row.Line, "prefix", variable ? "is missing although the length varies" : "is given although the length is fixed"));
        return length;
    }

    private static LengthPrefix Prefix(TableRow row, List<TableError> errors)
    {
        if (row["prefix"].Length == 0)
            return LengthPrefix.None;
        var words = row["prefix"].Split('-', 2);
        if (words.Length == 2 && words[0] is "ll" or "lll" or "llll" && Codings.TryGetValue(words[1], out var coding)
            && coding is Coding.Ascii or Coding.Ebcdic or Coding.Bcd or Coding.Binary)
            return new LengthPrefix(words[0].Length, coding);
        errors.Add(new TableError(row.Line, "prefix", "is not ll, lll or llll, a hyphen, and ascii, ebcdic, bcd or binary"));
        return default;
    }

    private static int[] Types(TableRow row, string column, List<TableError> errors)
    {
        var types = row[column].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (types.All(type => type.Length == 4 && type.All(char.IsAsciiDigit)))
            return [.. types.Select(type => int.Parse(type, CultureInfo.InvariantCulture))];
        errors.Add(new TableError(row.Line, column, "is not a list of message types of four digits with spaces between them"));
        return [];
    }

    private static T Word<T>(TableRow row, string column, Dictionary<string, T> words, List<TableError> errors)
    {
        if (words.TryGetValue(row[column], out var value))
            return value;
        errors.Add(new TableError(row.Line, column, $"is not one of {string.Join(", ", words.Keys.Where(word => word.Length > 0))}"));
        return words.Values.First();
    }
}
