using System.Text.Json;

namespace FleetWatch.Simulator.Feed;

/// <summary>Why one line is no event. Never holds the line itself: it may carry what may not be kept.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Field">JSON path or column; empty where it is the whole line.</param>
/// <param name="Reason">In words.</param>
internal sealed record LineRefusal(long Line, string Field, string Reason)
{
    public static LineRefusal From(long line, Exception unreadable) => unreadable switch
    {
        JsonException { Path: { Length: > 2 } path } json => new(line, path.TrimStart('$', '.'), FirstSentence(json.Message)),
        _ => new(line, "", FirstSentence(unreadable.Message)),
    };

    public override string ToString() => Field.Length == 0 ? $"{Line}: {Reason}" : $"{Line}: {Field}: {Reason}";

    private static string FirstSentence(string message) =>
        message.IndexOf(" Path: ", StringComparison.Ordinal) is > 0 and var end ? message[..end] : message;
}
