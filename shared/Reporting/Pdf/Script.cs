using PdfSharp.Drawing;

namespace FleetWatch.Reporting.Pdf;

/// <summary>One size and weight of text, European and Chinese characters each in their own face.</summary>
internal sealed class Script(double size, bool bold, bool han)
{
    private readonly XFont _latin = new(FontFaces.Latin, size, bold ? XFontStyleEx.Bold : XFontStyleEx.Regular);
    private readonly XFont? _han = han ? new XFont(FontFaces.Han, size, bold ? XFontStyleEx.Bold : XFontStyleEx.Regular) : null;

    public double LineHeight => size * 1.4;

    public double Width(XGraphics page, string text) => Runs(text).Sum(run => page.MeasureString(run.Text, run.Font).Width);

    /// <param name="page">Where to draw.</param>
    /// <param name="text">One line.</param>
    /// <param name="left">Its left end.</param>
    /// <param name="top">The top of its line.</param>
    /// <param name="ink">Its colour.</param>
    public void Draw(XGraphics page, string text, double left, double top, XBrush ink)
    {
        foreach (var (run, font) in Runs(text))
        {
            page.DrawString(run, font, ink, left, top + (size * 1.05));
            left += page.MeasureString(run, font).Width;
        }
    }

    /// <summary>Breaks a text into lines: between words, and between any two Chinese characters.</summary>
    public IEnumerable<string> Wrap(XGraphics page, string text, double width)
    {
        var line = "";
        foreach (var piece in Pieces(text))
        {
            if (line.Length > 0 && Width(page, (line + piece).TrimEnd()) > width)
            {
                yield return line.TrimEnd();
                line = "";
            }
            line += line.Length == 0 ? piece.TrimStart() : piece;
        }
        if (line.Length > 0)
            yield return line.TrimEnd();
    }

    private static IEnumerable<string> Pieces(string text)
    {
        var begin = 0;
        for (var at = 1; at <= text.Length; at++)
            if (at == text.Length || (text[at - 1] is ' ' or '-' or '/') || (IsHan(text[at - 1]) && !IsClosing(text[at])) || (IsHan(text[at]) && !IsClosing(text[at])))
            {
                yield return text[begin..at];
                begin = at;
            }
    }

    private IEnumerable<(string Text, XFont Font)> Runs(string text)
    {
        for (var begin = 0; begin < text.Length;)
        {
            var chinese = IsHan(text[begin]);
            var end = begin + 1;
            while (end < text.Length && IsHan(text[end]) == chinese)
                end++;
            yield return (text[begin..end], chinese ? _han ?? _latin : _latin);
            begin = end;
        }
    }

    private static bool IsHan(char letter) => letter >= '\u2e80'; // Quotation marks are in every European font and not in every Chinese one.

    private static bool IsClosing(char letter) => letter is '，' or '。' or '、' or '：' or '；' or '）' or '”' or '！' or '？' or '%';
}
