using System.Text;
using FleetWatch.Reporting.Data;
using FleetWatch.Reporting.Html;
using FleetWatch.Reporting.Pdf;
using FleetWatch.Reporting.Weekly;
using FleetWatch.Reporting.Wording;

namespace FleetWatch.Dashboard.Reports;

/// <summary>A report in each of its forms.</summary>
internal sealed class ReportPaper
{
    private readonly Lazy<PdfFonts?> fonts = new(PdfFonts.Installed);

    /// <summary>Endings of the files that there are; without fonts no PDF.</summary>
    public IReadOnlyList<string> Files => fonts.Value is null ? ["html", "csv", "json"] : ["html", "pdf", "csv", "json"];

    /// <returns>Null: there is no such form.</returns>
    public (byte[] Content, string Type)? Of(WeekReport report, string language, Uri? dashboard, string file) => file switch
    {
        "html" => (Encoding.UTF8.GetBytes(HtmlMail.Of(Writing.Of(report, language, dashboard))), "text/html; charset=utf-8"),
        "csv" => ([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(ReportCsv.Of(report))], "text/csv; charset=utf-8"),
        "json" => (Encoding.UTF8.GetBytes(ReportJson.Of(report)), "application/json"),
        "pdf" when Pdf(Writing.Of(report, language, dashboard)) is { } pdf => (pdf, "application/pdf"),
        _ => null,
    };

    /// <returns>Null: there is no font to draw it with.</returns>
    public byte[]? Pdf(Document document) => fonts.Value is { } installed ? ReportPdf.Of(document, installed) : null;
}
