using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace FleetWatch.Reporting.Pdf;

/// <summary>Draws one thing below the other on A4 pages, and begins a new page where no room is left.</summary>
internal sealed class PageFlow(PdfDocument document) : IDisposable
{
    public const double Margin = 42;
    private const double Foot = 36;
    private XGraphics? _graphics;
    private PdfPage? _page;

    public XGraphics Graphics => _graphics ?? NewPage();
    public double Top { get; private set; }
    public double Width => Graphics.PageSize.Width - (2 * Margin);

    /// <returns>Whether a new page was begun because less than the height given was left.</returns>
    public bool Need(double height)
    {
        if (_graphics is not null && Top + height <= _graphics.PageSize.Height - Margin - Foot)
            return false;
        NewPage();
        return true;
    }

    public void Skip(double height) => Top += height;

    public void Text(string text, Script script, XBrush ink, double left = 0, double? width = null)
    {
        foreach (var line in script.Wrap(Graphics, text, width ?? Width - left).ToList())
        {
            Need(script.LineHeight);
            script.Draw(Graphics, line, Margin + left, Top, ink);
            Top += script.LineHeight;
        }
    }

    public void Link(string? link, double left, double top, double width, double height)
    {
        if (link is null || width <= 0)
            return;
        var place = Graphics.Transformer.WorldToDefaultPage(new XRect(left, top, width, height));
        _page?.AddWebLink(new PdfRectangle(place), link);
    }

    public void Dispose() => _graphics?.Dispose();

    private XGraphics NewPage()
    {
        _graphics?.Dispose();
        _page = document.AddPage();
        _page.Size = PdfSharp.PageSize.A4;
        _graphics = XGraphics.FromPdfPage(_page);
        Top = Margin;
        return _graphics;
    }
}
