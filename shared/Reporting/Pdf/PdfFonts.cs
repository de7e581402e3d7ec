namespace FleetWatch.Reporting.Pdf;

/// <summary>TrueType fonts to draw with.</summary>
/// <param name="Latin">For European text.</param>
/// <param name="LatinBold">Its bold face; null: it is thickened.</param>
/// <param name="Han">For Chinese; null: none is installed, and the document says so.</param>
public sealed record PdfFonts(byte[] Latin, byte[]? LatinBold, byte[]? Han)
{
    private static readonly string[] Folders = ["/usr/share/fonts", "/usr/local/share/fonts"];
    private static readonly string[] LatinFiles = ["DejaVuSans.ttf", "LiberationSans-Regular.ttf", "NotoSans-Regular.ttf"];
    private static readonly string[] BoldFiles = ["DejaVuSans-Bold.ttf", "LiberationSans-Bold.ttf", "NotoSans-Bold.ttf"];
    private static readonly string[] HanFiles = ["DroidSansFallbackFull.ttf", "wqy-microhei.ttc", "wqy-zenhei.ttc"];

    /// <summary>The fonts that this machine has.</summary>
    /// <returns>Null: none that can be drawn with; Debian's packages <c>fonts-dejavu-core</c> and <c>fonts-droid-fallback</c> hold some.</returns>
    public static PdfFonts? Installed()
    {
        var files = Folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.tt?", SearchOption.AllDirectories))
            .GroupBy(path => Path.GetFileName(path)).ToDictionary(same => same.Key, same => same.Order(StringComparer.Ordinal).First());
        byte[]? First(string[] names) => Array.Find(names, files.ContainsKey) is { } name ? FontCollection.FirstFace(File.ReadAllBytes(files[name])) : null;
        var han = First(HanFiles);
        return First(LatinFiles) is { } latin ? new PdfFonts(latin, First(BoldFiles), han) : han is null ? null : new PdfFonts(han, null, han);
    }
}
