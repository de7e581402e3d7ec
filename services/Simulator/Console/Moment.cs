using System.CommandLine;
using System.Globalization;

namespace FleetWatch.Simulator.Console;

/// <summary>An option that takes a moment, ISO 8601 with an offset.</summary>
internal static class Moment
{
    public static Option<DateTimeOffset?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "2026-11-05T10:58+08:00",
        CustomParser = given =>
        {
            var text = given.Tokens[0].Value;
            // Without an offset it would be this machine's time, and hardly ever the terminal's.
            if (HasOffset(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
                return moment;
            given.AddError(Texts.Of("no-moment", text, name));
            return null;
        },
    };

    private static bool HasOffset(string text) => text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal) && text.Contains('T', StringComparison.Ordinal);
}
