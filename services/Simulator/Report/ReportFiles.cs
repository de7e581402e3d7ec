using FleetWatch.Reporting.Data;
using FleetWatch.Reporting.Html;
using FleetWatch.Reporting.Pdf;
using FleetWatch.Reporting.Weekly;
using FleetWatch.Reporting.Wording;

namespace FleetWatch.Simulator.Report;

/// <summary>One report in all its forms, as files.</summary>
internal static class ReportFiles
{
    /// <returns>The paths written; without fonts no PDF is among them.</returns>
    public static IEnumerable<string> Write(WeekReport report, ReportOrder order, PdfFonts? fonts)
    {
        Directory.CreateDirectory(order.Output);
        yield return Text(order, "report.json", ReportJson.Of(report));
        yield return Text(order, "report.csv", ReportCsv.Of(report));
        foreach (var language in order.Languages.Distinct())
        {
            var document = Writing.Of(report, language, order.Dashboard);
            yield return Text(order, $"report.{language}.html", HtmlMail.Of(document));
            if (fonts is null)
                continue;
            var pdf = Path.Combine(order.Output, $"report.{language}.pdf");
            File.WriteAllBytes(pdf, ReportPdf.Of(document, fonts));
            yield return pdf;
        }
    }

    private static string Text(ReportOrder order, string name, string content)
    {
        var path = Path.Combine(order.Output, name);
        File.WriteAllText(path, content);
        return path;
    }
}
