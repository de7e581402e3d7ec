using System.Text;

namespace FleetWatch.Simulator.Mail;

/// <summary>A mail as it came in.</summary>
/// <param name="Sender">Of the envelope; empty for a bounce.</param>
/// <param name="Recipients">Of the envelope.</param>
/// <param name="Content">Header and body, dots undone.</param>
internal sealed record ReceivedMail(string Sender, IReadOnlyList<string> Recipients, byte[] Content)
{
    /// <summary>The header's field of this name, unfolded and as encoded as it is; null: there is none.</summary>
    public string? Header(string name)
    {
        var text = Encoding.UTF8.GetString(Content);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var header = (end < 0 ? text : text[..end]).Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal);
        return header.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)) is { } found
            ? found[(name.Length + 1)..].Trim()
            : null;
    }

    /// <summary>The subject in clear (RFC 2047); empty where there is none.</summary>
    public string Subject() => EncodedWords.Decode(Header("Subject") ?? "");
}
