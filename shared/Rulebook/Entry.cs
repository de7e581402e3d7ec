using YamlDotNet.RepresentationModel;

namespace FleetWatch.Rulebook;

/// <summary>One node of the file with its place; whatever is wrong with it is noted, and reading goes on.</summary>
internal sealed class Entry(YamlNode node, string field, List<ConfigurationError> errors)
{
    /// <summary>The text of a scalar; empty, and noted, where it is none.</summary>
    public string Text() => node is YamlScalarNode { Value: { } value } ? value : Wrong("", Reasons.Of("single"));

    /// <summary>What a text means; <paramref name="otherwise"/>, and noted, where it means nothing.</summary>
    public T Read<T>(Func<string, T?> parse, string needed, T otherwise)
        where T : struct => node is YamlScalarNode { Value: { } value } && parse(value) is { } parsed ? parsed : Wrong(otherwise, needed);

    /// <summary>Notes what <paramref name="refuse"/> says about the text.</summary>
    public string Checked(Func<string, string?> refuse)
    {
        var text = Text();
        if (node is YamlScalarNode && refuse(text) is { } reason)
            Wrong(0, reason);
        return text;
    }

    /// <summary>The members of a mapping, by their names.</summary>
    public IReadOnlyList<(string Name, Entry Value)> Members() => node is YamlMappingNode map
        ? [.. map.Children.Select(pair => (Name(pair.Key), new Entry(pair.Value, $"{field}.{Name(pair.Key)}".TrimStart('.'), errors)))]
        : node is YamlScalarNode { Value: null or "" } ? [] : Wrong<IReadOnlyList<(string, Entry)>>([], Reasons.Of("named"));

    /// <summary>The items of a list; a single value is a list of one.</summary>
    public IReadOnlyList<Entry> Items() => node switch
    {
        YamlSequenceNode list => [.. list.Children.Select((item, n) => new Entry(item, $"{field}[{n}]", errors))],
        YamlScalarNode { Value: null or "" } => [],
        _ => [this],
    };

    /// <summary>A member; null: it is not given.</summary>
    public Entry? Find(string name) => node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(name), out var child)
        ? new Entry(child, $"{field}.{name}".TrimStart('.'), errors)
        : null;

    /// <summary>A member that must be given; noted where it is not.</summary>
    public Entry? Need(string name) => Find(name) ?? Wrong<Entry?>(null, Reasons.Of("missing", ("name", name)));

    /// <summary>Notes every member that has no meaning here: a misspelt one would be passed over in silence.</summary>
    public Entry Only(params string[] known)
    {
        foreach (var (name, value) in Members().Where(member => !known.Contains(member.Name)))
            value.Wrong(0, Reasons.Of("unknown", ("list", string.Join(", ", known))));
        return this;
    }

    public T Wrong<T>(T otherwise, string reason)
    {
        errors.Add(new ConfigurationError((int)node.Start.Line, (int)node.Start.Column, field, reason));
        return otherwise;
    }

    private static string Name(YamlNode key) => (key as YamlScalarNode)?.Value ?? "";
}
