using FleetWatch.OnCall;

namespace FleetWatch.Rulebook;

internal static class ScheduleSection
{
    private const int MostHours = 8784;

    public static Schedule Schedule(string id, Entry entry, Names names)
    {
        var zone = entry.Only("timeZone", "layers", "overrides", "mayBeEmpty").Need("timeZone")?.Zone() ?? "Etc/UTC";
        var layers = (entry.Need("layers")?.Items() ?? []).Select(item => Layer(item, names)).ToList();
        if (layers.Count == 0 && entry.Find("layers") is { } none)
            none.Wrong(0, Reasons.Of("layer"));
        return new Schedule
        {
            Id = id,
            TimeZone = zone,
            MayBeEmpty = entry.Find("mayBeEmpty")?.Flag() ?? false,
            Layers = [.. layers.Where(layer => layer.People.Count > 0)],
            Overrides = [.. entry.Find("overrides")?.Items().Select(item => Override(item, zone, names)) ?? []],
        };
    }

    private static Layer Layer(Entry entry, Names names)
    {
        var people = (entry.Only("people", "start", "turn", "only").Need("people")?.Items() ?? []).Select(names.Person).ToList();
        if (people.Count == 0 && entry.Find("people") is { } none)
            none.Wrong(0, Reasons.Of("person"));
        return new Layer
        {
            People = people,
            Start = entry.Need("start")?.DateTime() ?? Scalars.NoTime,
            TurnHours = entry.Need("turn") is { } turn ? Turn(turn) : 1,
            Only = [.. entry.Find("only")?.Items().Select(Scalars.Hours) ?? []],
        };
    }

    private static int Turn(Entry entry) => entry.Text() switch
    {
        "daily" => 24,
        "weekly" => 168,
        _ => entry.Duration(TimeSpan.FromHours(1), TimeSpan.FromHours(MostHours)) is var length && length.TotalHours == Math.Floor(length.TotalHours)
            ? (int)length.TotalHours
            : entry.Wrong(1, Reasons.Of("turn")),
    };

    private static Override Override(Entry entry, string zone, Names names)
    {
        var clock = LocalClock.In(zone);
        var person = entry.Only("person", "from", "to", "instead").Need("person") is { } who ? names.Person(who) : "";
        var (from, to) = (entry.Need("from")?.DateTime() ?? Scalars.NoTime, entry.Need("to")?.DateTime() ?? Scalars.NoTime);
        if (to <= from && to != Scalars.NoTime && entry.Find("to") is { } end)
            end.Wrong(0, Reasons.Of("later"));
        return new Override(person, clock.Moment(from), clock.Moment(to), entry.Find("instead") is { } instead ? names.Person(instead) : null);
    }
}
