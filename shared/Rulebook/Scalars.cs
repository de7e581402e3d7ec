using System.Globalization;
using System.Text.Json;
using FleetWatch.Contracts;
using FleetWatch.OnCall;
using NodaTime;
using NodaTime.Text;

namespace FleetWatch.Rulebook;

/// <summary>How times, lengths and names are written in the file.</summary>
internal static class Scalars
{
    private static readonly HashSet<string> Causes = [.. typeof(Causes).GetFields().Select(field => (string)field.GetRawConstantValue()!)]; // All are constants.

    public static TimeSpan Duration(this Entry entry, TimeSpan least, TimeSpan most)
    {
        var read = entry.Read(ParseDuration, Reasons.Of("duration"), least);
        return read < least || read > most ? entry.Wrong(least, Reasons.Of("between", ("least", least), ("most", most))) : read;
    }

    /// <summary>What stands where a time should and none can be read.</summary>
    public static readonly LocalDateTime NoTime = new(2000, 1, 1, 0, 0);

    // Of the years that every calendar and zone knows.
    public static LocalDateTime DateTime(this Entry entry) => entry.Read<LocalDateTime>(text =>
        Parsed(LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text)) is { Year: >= 2000 and < 2200 } time ? time : null, Reasons.Of("date-time"), NoTime);

    public static LocalTime Time(this Entry entry) =>
        entry.Read(text => Parsed(LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text)), Reasons.Of("time"), default);

    public static int Number(this Entry entry, int least, int most) =>
        entry.Read(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most ? n : null,
            Reasons.Of("number", ("least", least), ("most", most)), least);

    public static bool Flag(this Entry entry) => entry.Read<bool>(text => text switch { "true" => true, "false" => false, _ => null }, Reasons.Of("flag"), false);

    public static string Zone(this Entry entry) =>
        entry.Checked(zone => LocalClock.Knows(zone) ? null : Reasons.Of("zone", ("text", zone))) is var zone && LocalClock.Knows(zone)
            ? zone : "Etc/UTC";

    public static bool IsCause(string text) => Causes.Contains(text);

    public static string Cause(this Entry entry) => entry.Checked(cause => IsCause(cause) ? null : Reasons.Of("cause", ("text", cause)));

    /// <summary>A member of an enumeration by its public name.</summary>
    public static T Named<T>(this Entry entry) where T : struct, Enum
    {
        var names = Enum.GetValues<T>().Select(value => (Value: value, Name: JsonSerializer.Serialize(value).Trim('"'))).Where(one => one.Name != "unknown").ToList();
        return entry.Read<T>(text => names.FindIndex(one => one.Name == text) is >= 0 and var n ? names[n].Value : null,
            Reasons.Of("one-of", ("list", string.Join(", ", names.Select(one => one.Name)))), default);
    }

    /// <summary>A day of the week by the first three letters of its English name.</summary>
    public static IsoDayOfWeek Day(this Entry entry) => entry.Read<IsoDayOfWeek>(text =>
        Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None && $"{day}"[..3].Equals(text, StringComparison.OrdinalIgnoreCase))
            .Select(day => (IsoDayOfWeek?)day).FirstOrDefault(), Reasons.Of("one-of", ("list", "mon, tue, wed, thu, fri, sat, sun")), IsoDayOfWeek.Monday);

    /// <summary>Hours of the day, on some days of the week.</summary>
    public static DailyHours Hours(this Entry entry) => new(entry.Only("days", "from", "to").Need("from")?.Time() ?? default, entry.Need("to")?.Time() ?? default)
    {
        Days = [.. entry.Find("days")?.Items().Select(Day) ?? []],
    };

    private static T? Parsed<T>(ParseResult<T> result) where T : struct => result.Success ? result.Value : null;

    private static TimeSpan? ParseDuration(string text)
    {
        if (text == "0")
            return TimeSpan.Zero;
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n > 100_000)
            return null;
        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(n),
            'm' => TimeSpan.FromMinutes(n),
            'h' => TimeSpan.FromHours(n),
            'd' => TimeSpan.FromDays(n),
            _ => null,
        };
    }
}
