using PdfSharp.Fonts;

namespace FleetWatch.Reporting.Pdf;

/// <summary>Hands PDFsharp the faces by name. It asks one resolver a process, so the first fonts given are those of all documents.</summary>
internal sealed class FontFaces(PdfFonts fonts) : IFontResolver
{
    public const string Latin = "latin";
    public const string Han = "han";
    private const string Bold = "latin-bold";
    private static readonly Lock Gate = new();

    public static PdfFonts Use(PdfFonts fonts)
    {
        lock (Gate)
        {
            if (GlobalFontSettings.FontResolver is not FontFaces)
                GlobalFontSettings.FontResolver = new FontFaces(fonts);
            return ((FontFaces)GlobalFontSettings.FontResolver).Fonts;
        }
    }

    private PdfFonts Fonts => fonts;

    public byte[]? GetFont(string faceName) => faceName switch { Han => fonts.Han, Bold => fonts.LatinBold, _ => fonts.Latin };

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => familyName switch
    {
        Han => new FontResolverInfo(Han, isBold, false),
        Latin when isBold && fonts.LatinBold is not null => new FontResolverInfo(Bold),
        Latin => new FontResolverInfo(Latin, isBold, false),
        _ => null,
    };
}
