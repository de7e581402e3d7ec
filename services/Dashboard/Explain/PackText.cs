using FleetWatch.Explaining;
using FleetWatch.Explaining.Refusals;

namespace FleetWatch.Dashboard.Explain;

/// <summary>The evidence pack as plain text: what is copied into a chat, or sent to the bank as a file.</summary>
internal static class PackText
{
    public static string Of(RefusalExplanation explanation, Words words) => explanation.EvidencePack is { } pack
        ? string.Join('\n', pack.Lines.Select(line => words.Say("pack.line", ("label", line.Label), ("value", line.Value))).Prepend(pack.Title)) + "\n"
        : explanation.ToText(words);
}
