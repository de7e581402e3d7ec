using System.Text;

namespace FleetWatch.Explaining;

/// <summary>A headline, a summary and sections of lines as plain text.</summary>
internal sealed class PlainText(string headline, string summary)
{
    private readonly StringBuilder _text = new StringBuilder().Append(headline).Append('\n').Append(summary).Append('\n');

    /// <summary>A section without lines is left out.</summary>
    public PlainText Add(string title, IReadOnlyList<string> lines, bool numbered = false)
    {
        if (lines.Count == 0)
            return this;
        _text.Append('\n').Append(title).Append('\n');
        for (var at = 0; at < lines.Count; at++)
            _text.Append(numbered ? $"{at + 1}. " : "- ").Append(lines[at]).Append('\n');
        return this;
    }

    public override string ToString() => _text.ToString();
}
