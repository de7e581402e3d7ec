using FleetWatch.OnCall;

namespace FleetWatch.Incidents;

/// <summary>Somebody who can be told, and how.</summary>
public sealed record Recipient
{
    /// <summary>What people call them, for example <c>Field desk south</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>The channel's name, for example <c>e-mail</c> or <c>webhook</c>.</summary>
    public string Channel { get; init; } = "";

    /// <summary>The address within the channel.</summary>
    public string Address { get; init; } = "";

    /// <summary>Language of what is written to them: <c>en</c> or <c>zh-Hans</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>IANA time zone of the times written to them.</summary>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>Further ways to reach them, in the order in which they are tried.</summary>
    public IReadOnlyList<ContactMethod> Fallbacks { get; init; } = [];

    /// <summary>A person by their first contact method, with the others behind it.</summary>
    public static Recipient Of(Person person) => new()
    {
        Name = person.Name,
        Channel = person.Contacts[0].Channel,
        Address = person.Contacts[0].Address,
        Language = person.Language,
        TimeZone = person.TimeZone,
        Fallbacks = [.. person.Contacts.Skip(1).Select(contact => new ContactMethod(contact.Channel, contact.Address, contact.After))],
    };

    /// <summary>Two recipients with the same key are the same one.</summary>
    public string Key() => KeyOf(Channel, Address);

    /// <summary>The key of whoever has this address in this channel.</summary>
    public static string KeyOf(string channel, string address) => $"{channel}:{address}";
}
