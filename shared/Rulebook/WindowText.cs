using FleetWatch.OnCall;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FleetWatch.Rulebook;

/// <summary>Reads one window as it stands below <c>windows</c> in the file; JSON is YAML too.</summary>
public static class WindowText
{
    private const int LongestText = 20_000;

    /// <returns>The window, or everything that is wrong with it.</returns>
    public static (Window? Window, IReadOnlyList<ConfigurationError> Errors) Read(string id, string text)
    {
        if (text.Length > LongestText)
            return (null, [new ConfigurationError(1, 1, "", Reasons.Of("too-long", ("count", LongestText)))]);
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            return (null, [new ConfigurationError((int)e.Start.Line, (int)e.Start.Column, "", Reasons.Of("no-json", ("why", e.Message)))]);
        }
        var errors = new List<ConfigurationError>();
        var window = WindowSection.Window(id, new Entry(stream.Documents.Count == 0 ? new YamlMappingNode() : stream.Documents[0].RootNode, "", errors));
        return errors.Count == 0 ? (window, []) : (null, [.. errors.Distinct()]);
    }
}
