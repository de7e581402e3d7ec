using System.Resources;
using FleetWatch.Explaining;
using FleetWatch.Reporting.Weekly;

namespace FleetWatch.Reporting.Wording;

/// <summary>Says a report in one language.</summary>
public static class Writing
{
    private static readonly ResourceManager Own = new("FleetWatch.Reporting.Wording.Texts", typeof(Writing).Assembly);

    /// <param name="report">What is said.</param>
    /// <param name="language">One of <see cref="Words.Languages"/>.</param>
    /// <param name="dashboard">Address of the Dashboard that numbers link to; null: they link to nothing.</param>
    public static Document Of(WeekReport report, string language, Uri? dashboard)
    {
        var parts = new Parts(report, Words.For(language, report.TimeZone, Own), dashboard);
        return new Document(language, parts.Title(), parts.Subtitle(),
        [
            .. Summary.Blocks(parts),
            .. TroubleTables.Blocks(parts),
            .. PlaceTables.Blocks(parts),
            .. WorkTables.Blocks(parts),
            .. SmallPrint.Blocks(parts),
        ]);
    }

    /// <summary>What a document in a language says where no font can draw it.</summary>
    internal static string NoChineseFont(string language) => Words.For(language, "UTC", Own).Say("pdf.no-font");

    /// <summary>What a family of refusals is called; a family that nobody knows is called by its own name.</summary>
    public static string Family(string family, string language) => Words.For(language, "UTC", Own).Find($"family.{family}") ?? family;

    /// <summary>The subject of the mail.</summary>
    public static string Subject(WeekReport report, string language) => new Parts(report, Words.For(language, report.TimeZone, Own), null).Title();
}
