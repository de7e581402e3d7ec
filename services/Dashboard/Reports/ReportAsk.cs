using FleetWatch.Reporting.Facts;
using FleetWatch.Reporting.Weekly;

namespace FleetWatch.Dashboard.Reports;

/// <summary>A report that somebody may see.</summary>
internal sealed record ReportAsk(ReportWeek Week, ReportScope Scope, string Language)
{
    /// <summary>The address of the page, or of one of its files.</summary>
    /// <param name="file">Ending of the file; null: the page.</param>
    public string Address(string? file = null)
    {
        var query = $"scope={Scope.Kind.ToString().ToLowerInvariant()}&language={Language}"
            + (Scope.Kind == ReportScopeKind.Organisation ? "" : $"&key={Uri.EscapeDataString(Scope.Key)}");
        return file is null ? $"/reports?week={Week.Name}&{query}" : $"/reports/{Week.Name}/{file}?{query}";
    }

    /// <summary>What the file is called where it is kept.</summary>
    public string FileName(string file) => $"fleet-health-{Week.Name}-{string.Concat(Scope.Key.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-' ? letter : '_'))}.{file}";
}

/// <summary>What was asked, as it was typed.</summary>
internal sealed record TypedAsk(string? Week, string? Scope, string? Key, string? Language);

/// <param name="Ask">Null: something is wrong with it, or there is no week yet.</param>
/// <param name="Errors">By field, the name of the text that says what is wrong.</param>
internal sealed record JudgedAsk(ReportAsk? Ask, IReadOnlyDictionary<string, string> Errors);
