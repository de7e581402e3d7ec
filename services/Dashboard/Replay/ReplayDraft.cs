using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Dashboard.Accounts;
using FleetWatch.Explaining;

namespace FleetWatch.Dashboard.Replay;

/// <summary>A replay as it is typed: days of the organisation, and the settings that differ from those that hold.</summary>
internal sealed class ReplayDraft
{
    private const string Day = "yyyy-MM-dd";
    private readonly Dictionary<string, string> errors = [];

    public string From { get; set; } = "";

    /// <summary>The last day that counts.</summary>
    public string To { get; set; } = "";

    /// <summary>What was typed, by the setting's name; what was not touched is not here.</summary>
    public Dictionary<string, string> Values { get; } = [];

    /// <summary>Seven days, the last of them two days ago: the newest hours are not complete yet.</summary>
    public static ReplayDraft LastWeek(DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = TimeZoneInfo.ConvertTime(now, zone);
        return new ReplayDraft { From = today.AddDays(-8).ToString(Day, CultureInfo.InvariantCulture), To = today.AddDays(-2).ToString(Day, CultureInfo.InvariantCulture) };
    }

    public string Value(DetectionSetting setting) => Values.GetValueOrDefault(setting.Name, setting.Value);

    public string? Error(string field) => errors.GetValueOrDefault(field);

    public IReadOnlyDictionary<string, string> Changes(IReadOnlyList<DetectionSetting> settings) => settings
        .Where(setting => Value(setting).Trim() != setting.Value).ToDictionary(setting => setting.Name, setting => Value(setting).Trim());

    /// <returns>False: something cannot be right, and the fields say what.</returns>
    public bool Check(IReadOnlyList<DetectionSetting> settings, TimeZoneInfo zone, Words words)
    {
        errors.Clear();
        if (Start(From, zone) is null)
            errors["from"] = words.Say("replay.no-day");
        if (Start(To, zone) is null)
            errors["to"] = words.Say("replay.no-day");
        if (errors.Count == 0 && Start(To, zone) < Start(From, zone))
            errors["to"] = words.Say("replay.turned");
        if (Changes(settings).Count == 0)
            errors[settings[0].Name] = words.Say("replay.unchanged");
        return errors.Count == 0;
    }

    public void Take(IEnumerable<FieldError> refused)
    {
        foreach (var error in refused)
            errors[error.Field] = error.Reason;
    }

    public StartReplay ToRequest(string id, Person person, IReadOnlyList<DetectionSetting> settings, TimeZoneInfo zone) => new()
    {
        RequestId = id,
        Organisation = person.Organisation,
        By = person.Name,
        From = Start(From, zone) ?? throw new InvalidOperationException("It has not been checked."),
        To = Start(To, zone, days: 1) ?? throw new InvalidOperationException("It has not been checked."),
        Changes = Changes(settings),
    };

    /// <summary>Whether two requests, whatever their ids, ask for the same.</summary>
    public static bool Same(StartReplay one, StartReplay other) => one.From == other.From && one.To == other.To
        && one.Changes.OrderBy(change => change.Key, StringComparer.Ordinal).SequenceEqual(other.Changes.OrderBy(change => change.Key, StringComparer.Ordinal));

    private static DateTimeOffset? Start(string day, TimeZoneInfo zone, int days = 0)
    {
        if (!DateTime.TryParseExact(day, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return null;
        var local = date.AddDays(days);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
