using FleetWatch.Contracts;
using FleetWatch.Incidents;
using FleetWatch.OnCall;

namespace FleetWatch.Rulebook;

internal static class PeopleSection
{
    private static readonly string[] Languages = ["en", "zh-Hans"];

    public static Person Person(string id, Entry entry, Func<string, string, string?>? refuse)
    {
        var contacts = (entry.Only("name", "language", "timeZone", "contacts", "quietHours").Need("contacts")?.Items() ?? []).Select(item => Contact(item, refuse)).ToList();
        if (contacts.Count == 0 && entry.Find("contacts") is { } none)
            none.Wrong(0, Reasons.Of("contact"));
        return new Person
        {
            Id = id,
            Name = entry.Find("name")?.Text() ?? id,
            Language = entry.Find("language")?.Checked(text => Languages.Contains(text) ? null : Reasons.Of("one-of", ("list", string.Join(", ", Languages)))) ?? "en",
            TimeZone = entry.Find("timeZone")?.Zone() ?? "Etc/UTC",
            Contacts = contacts,
            QuietHours = [.. entry.Find("quietHours")?.Items().Select(Scalars.Hours) ?? []],
        };
    }

    public static Team Team(string id, Entry entry, Names names) => new()
    {
        Id = id,
        Members = [.. entry.Only("members", "regions", "skills", "policy").Find("members")?.Items().Select(names.Person) ?? []],
        Regions = [.. entry.Find("regions")?.Items().Select(item => item.Text()) ?? []],
        Skills = [.. entry.Find("skills")?.Items().Select(Skill) ?? []],
        Policy = entry.Find("policy") is { } policy ? names.Policy(policy) : null,
    };

    private static Contact Contact(Entry entry, Func<string, string, string?>? refuse)
    {
        var channel = entry.Only("channel", "address", "after").Need("channel")?.Text() ?? "";
        var address = entry.Need("address");
        var text = address?.Text() ?? "";
        if (address is not null && refuse?.Invoke(channel, text) is { } reason)
            address.Wrong(0, reason);
        return new Contact(channel, text, entry.Find("after")?.Duration(TimeSpan.Zero, TimeSpan.FromDays(1)) ?? TimeSpan.Zero);
    }

    /// <summary>A cause, or an audience by its public name.</summary>
    private static string Skill(Entry entry)
    {
        var audiences = Enum.GetValues<Audience>().Where(audience => audience != Audience.Unknown).Select(RouteMatch.NameOf).ToList();
        return audiences.Contains(entry.Text()) ? entry.Text() : entry.Checked(text => Scalars.IsCause(text) ? null : Reasons.Of("skill", ("text", text), ("list", string.Join(", ", audiences))));
    }
}
