using System.Text;

namespace FleetWatch.Ingest.Events;

/// <summary>What a text member may hold.</summary>
internal static class TextShape
{
    /// <summary>Null: as it should be; otherwise one of <see cref="Reasons"/>.</summary>
    public static string? Check(ReadOnlySpan<byte> text, Member member)
    {
        var length = Ascii.IsValid(text) ? text.Length : Encoding.UTF8.GetCharCount(text);
        if (length < member.Least || length > member.Most)
            return Reasons.WrongLength;
        foreach (var letter in text)
        {
            // A NUL, above all: PostgreSQL's jsonb cannot hold it, and one such event would stop a whole batch.
            if (letter < ' ' || letter == 0x7F)
                return Reasons.ControlCharacter;
            if (!Fits((char)letter, member.Kind))
                return Reasons.WrongShape;
        }
        return null;
    }

    private static bool Fits(char letter, MemberKind kind) => kind switch
    {
        MemberKind.Code => char.IsAsciiLetterOrDigit(letter),
        MemberKind.Digits => char.IsAsciiDigit(letter),
        MemberKind.Capitals => char.IsAsciiLetterUpper(letter),
        _ => true,
    };
}
