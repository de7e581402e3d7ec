using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace FleetWatch.Rulebook;

/// <summary>Writes an override into the file as a person would: behind those that are there, and nothing else changes, comments included.</summary>
public static partial class OverrideText
{
    /// <param name="yaml">The file, in order.</param>
    /// <param name="schedule">Id of the schedule.</param>
    /// <param name="stands">What to write; times as the file has them, in the schedule's own zone. Whether it is right, <see cref="ConfigurationFile"/> says of the result.</param>
    /// <returns>The file with it; null: there is no such schedule.</returns>
    public static string? Add(string yaml, string schedule, OverrideEntry stands)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        if (stream.Documents.Count == 0 || Member(Member(stream.Documents[0].RootNode, "schedules"), schedule) is not YamlMappingNode there)
            return null;
        var entry = Flow(stands);
        return Member(there, "overrides") switch
        {
            YamlSequenceNode { Style: SequenceStyle.Flow, Children.Count: > 0 } flow => yaml.Insert(Behind(yaml, flow.Children[^1]), $", {entry}"),
            YamlSequenceNode { Children.Count: > 0 } block => Line(yaml, Behind(yaml, block.Children[^1]), $"{Indent(block.Start)}- {entry}"),
            YamlSequenceNode empty => yaml.Insert(yaml.IndexOf('[', (int)empty.Start.Index) + 1, entry),
            _ when there.Style == MappingStyle.Flow => yaml.Insert(Behind(yaml, there.Children.Last().Value), $", overrides: [{entry}]"),
            _ => Line(yaml, Behind(yaml, there), $"{Indent(there.Start)}overrides:", $"{Indent(there.Start)}  - {entry}"),
        };
    }

    private static YamlNode? Member(YamlNode? node, string name) =>
        (node as YamlMappingNode)?.Children.FirstOrDefault(child => child.Key is YamlScalarNode { Value: { } key } && key == name).Value;

    private static string Flow(OverrideEntry stands) =>
        $"{{ person: {Scalar(stands.Person)}, from: {Scalar(stands.From)}, to: {Scalar(stands.To)}{(stands.Instead is null ? "" : $", instead: {Scalar(stands.Instead)}")} }}";

    private static string Scalar(string text) => Plain().IsMatch(text) ? text : System.Text.Json.JsonSerializer.Serialize(text);

    private static string Indent(Mark mark) => new(' ', (int)mark.Column - 1);

    // Where a node's text ends: a collection's own mark is its beginning, so its last leaf is looked for, and the brackets that close behind it.
    private static int Behind(string yaml, YamlNode node) => node switch
    {
        YamlMappingNode { Children.Count: > 0 } mapping => Closed(yaml, Behind(yaml, mapping.Children.Last().Value), mapping.Style == MappingStyle.Flow ? '}' : null),
        YamlSequenceNode { Children.Count: > 0 } sequence => Closed(yaml, Behind(yaml, sequence.Children[^1]), sequence.Style == SequenceStyle.Flow ? ']' : null),
        YamlMappingNode or YamlSequenceNode => Closed(yaml, (int)node.Start.Index, node is YamlMappingNode ? '}' : ']'),
        _ => (int)node.End.Index,
    };

    private static int Closed(string yaml, int at, char? bracket) => bracket is { } closing ? yaml.IndexOf(closing, at) + 1 : at;

    private static string Line(string yaml, int behind, params ReadOnlySpan<string> lines)
    {
        var end = yaml.IndexOf('\n', behind);
        var text = string.Join('\n', lines);
        return end < 0 ? $"{yaml}\n{text}\n" : yaml.Insert(end + 1, $"{text}\n");
    }

    [GeneratedRegex("^[A-Za-z0-9](?:[A-Za-z0-9._:-]*[A-Za-z0-9])?$")]
    private static partial Regex Plain();
}

/// <param name="Person">Id of the one who is on call instead.</param>
/// <param name="From">From when, in the schedule's zone, such as 2026-02-01T09:00.</param>
/// <param name="To">Until when, not included.</param>
/// <param name="Instead">Only where this person would be on call; null: whoever it would be.</param>
public sealed record OverrideEntry(string Person, string From, string To, string? Instead = null);
