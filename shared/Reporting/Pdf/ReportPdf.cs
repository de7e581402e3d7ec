using FleetWatch.Reporting.Wording;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace FleetWatch.Reporting.Pdf;

/// <summary>A document as a PDF of A4 pages, its links kept, its fonts embedded.</summary>
public sealed class ReportPdf
{
    private static readonly XBrush Ink = new XSolidBrush(XColor.FromArgb(0x1b, 0x27, 0x33));
    private static readonly XBrush Grey = new XSolidBrush(XColor.FromArgb(0x5b, 0x6b, 0x7b));
    private static readonly XBrush Accent = new XSolidBrush(XColor.FromArgb(0x0b, 0x5c, 0xad));
    private static readonly XBrush Warning = new XSolidBrush(XColor.FromArgb(0xff, 0xf4, 0xd6));
    private static readonly XPen Line = new(XColor.FromArgb(0xd8, 0xdf, 0xe6), 0.6);
    private readonly Script _title;
    private readonly Script _heading;
    private readonly Script _text;
    private readonly Script _bold;
    private readonly Script _small;
    private readonly Script _smallBold;
    private readonly Script _large;
    private readonly PageFlow _flow;

    private ReportPdf(PageFlow flow, bool han)
    {
        _flow = flow;
        (_title, _heading, _text, _bold) = (new Script(17, true, han), new Script(12.5, true, han), new Script(9.5, false, han), new Script(9.5, true, han));
        (_small, _smallBold, _large) = (new Script(8, false, han), new Script(8, true, han), new Script(16, true, han));
    }

    /// <param name="document">What is drawn.</param>
    /// <param name="fonts">The fonts to draw with; those of the first document of the process draw all.</param>
    /// <returns>The file.</returns>
    public static byte[] Of(Document document, PdfFonts fonts)
    {
        var used = FontFaces.Use(fonts);
        using var pdf = new PdfDocument();
        pdf.Info.Title = document.Title;
        using (var flow = new PageFlow(pdf))
            new ReportPdf(flow, used.Han is not null).Draw(document, used.Han is not null);
        using var file = new MemoryStream();
        pdf.Save(file);
        return file.ToArray();
    }

    private void Draw(Document document, bool han)
    {
        if (!han && document.Language.StartsWith("zh", StringComparison.Ordinal))
            _flow.Text(Writing.NoChineseFont(document.Language), _bold, Ink);
        _flow.Text(document.Title, _title, Ink);
        _flow.Text(document.Subtitle, _small, Grey);
        _flow.Skip(6);
        foreach (var block in document.Blocks)
            Draw(block);
    }

    private void Draw(Block block)
    {
        switch (block)
        {
            case Heading heading:
                DrawHeading(heading);
                break;
            case Paragraph paragraph:
                DrawParagraph(paragraph);
                break;
            case Figures figures:
                DrawFigures(figures);
                break;
            case Table table:
                new PdfTable(_flow, _small, _smallBold).Draw(table, Ink, Grey, Accent, Line);
                break;
            case DayChart chart:
                DrawChart(chart);
                break;
            case Steps steps:
                DrawSteps(steps);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private void DrawHeading(Heading heading)
    {
        _flow.Need(90);
        _flow.Skip(10);
        _flow.Text(heading.Text, _heading, Accent);
        _flow.Graphics.DrawLine(new XPen(XColor.FromArgb(0x0b, 0x5c, 0xad), 1), PageFlow.Margin, _flow.Top, PageFlow.Margin + _flow.Width, _flow.Top);
        _flow.Skip(5);
    }

    private void DrawParagraph(Paragraph paragraph)
    {
        var script = paragraph.Tone == Tone.Note ? _small : _text;
        var lines = script.Wrap(_flow.Graphics, paragraph.Text, _flow.Width - 12).Count();
        _flow.Need(lines * script.LineHeight);
        if (paragraph.Tone == Tone.Warning)
            _flow.Graphics.DrawRectangle(Warning, PageFlow.Margin, _flow.Top, _flow.Width, (lines * script.LineHeight) + 6);
        _flow.Skip(paragraph.Tone == Tone.Warning ? 3 : 0);
        _flow.Text(paragraph.Text, script, paragraph.Tone == Tone.Note ? Grey : Ink, paragraph.Tone == Tone.Warning ? 6 : 0, _flow.Width - 12);
        _flow.Skip(paragraph.Tone == Tone.Warning ? 8 : 4);
    }

    private void DrawFigures(Figures figures)
    {
        var width = _flow.Width / figures.Items.Count;
        var details = figures.Items.Select(one => _small.Wrap(_flow.Graphics, one.Detail, width - 12).ToList()).ToList();
        var height = 46 + (details.Max(lines => lines.Count) * _small.LineHeight);
        _flow.Need(height);
        for (var at = 0; at < figures.Items.Count; at++)
        {
            var left = PageFlow.Margin + (at * width);
            _flow.Graphics.DrawRectangle(Line, left, _flow.Top, width, height);
            _small.Draw(_flow.Graphics, figures.Items[at].Label, left + 6, _flow.Top + 5, Grey);
            _large.Draw(_flow.Graphics, figures.Items[at].Value, left + 6, _flow.Top + 17, Accent);
            _flow.Link(figures.Items[at].Link, left + 6, _flow.Top + 17, _large.Width(_flow.Graphics, figures.Items[at].Value), _large.LineHeight);
            for (var line = 0; line < details[at].Count; line++)
                _small.Draw(_flow.Graphics, details[at][line], left + 6, _flow.Top + 42 + (line * _small.LineHeight), Ink);
        }
        _flow.Skip(height + 6);
    }

    private void DrawSteps(Steps steps)
    {
        for (var at = 0; at < steps.Items.Count; at++)
        {
            var step = steps.Items[at];
            _flow.Need(46);
            _bold.Draw(_flow.Graphics, $"{at + 1}.", PageFlow.Margin, _flow.Top, Ink);
            _flow.Link(step.Link, PageFlow.Margin + 18, _flow.Top, _flow.Width - 18, _bold.LineHeight);
            _flow.Text(step.What, _bold, step.Link is null ? Ink : Accent, 18);
            _flow.Text(step.How, _text, Ink, 18);
            _flow.Text(step.Saves, _small, Grey, 18);
            _flow.Skip(5);
        }
    }

    private void DrawChart(DayChart chart)
    {
        const double highest = 70;
        _flow.Need(highest + 60);
        _flow.Text(chart.Title, _small, Grey);
        var (top, step) = (_flow.Top + 14, _flow.Width / chart.Bars.Count);
        for (var at = 0; at < chart.Bars.Count; at++)
        {
            var (bar, middle) = (chart.Bars[at], PageFlow.Margin + ((at + 0.5) * step));
            var height = (bar.Share ?? 0) * highest;
            _flow.Graphics.DrawRectangle(Accent, middle - (step * 0.3), top + highest - height, step * 0.6, height);
            var value = bar.Share is null ? chart.GapName : bar.Value;
            _small.Draw(_flow.Graphics, value, middle - (_small.Width(_flow.Graphics, value) / 2), top + highest - height - 12, Ink);
            _small.Draw(_flow.Graphics, bar.Day, middle - (_small.Width(_flow.Graphics, bar.Day) / 2), top + highest + 3, Grey);
        }
        _flow.Skip(highest + 32);
    }
}
