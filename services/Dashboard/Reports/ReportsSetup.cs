using FleetWatch.Dashboard.Accounts;
using FleetWatch.Dashboard.Feed;
using FleetWatch.Smtp;

namespace FleetWatch.Dashboard.Reports;

/// <summary>The weekly report: its page, its files, who gets it by mail, and the mail.</summary>
internal static class ReportsSetup
{
    public static IHostApplicationBuilder AddReports(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<WeekTables>().AddSingleton<ReportBook>().AddSingleton<ReportDesk>().AddSingleton<ReportPaper>();
        builder.Services.AddSmtp(builder.Configuration, ReportMailOptions.MailSection);
        builder.Services.AddOptions<ReportMailOptions>().BindConfiguration(ReportMailOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<SubscriptionBook>().AddSingleton<ReportMails>().AddSingleton<ReportLetter>().AddSingleton<ReportRound>();
        return builder;
    }

    /// <summary>The weekly mail, of which any number of instances may be at work.</summary>
    public static void AddReportMail(this IHostApplicationBuilder builder) => builder.Services.AddHostedService<ReportPost>();

    public static void MapReports(this WebApplication app) => app.MapGet("/reports/{week}/{file}", Download).RequireAuthorization(Roles.Viewer);

    private static async Task<IResult> Download(HttpContext http, ReportDesk desk, ReportBook book, ReportPaper paper, Organisations organisations, string week, string file,
        CancellationToken ct, string? scope = null, string? key = null, string? language = null)
    {
        var person = Person.Of(http.User) ?? throw new InvalidOperationException("Let in without being signed in.");
        var organisation = await organisations.Of(person.Organisation, ct);
        if ((await desk.Judge(person, organisation, new TypedAsk(week, scope, key, language), ct)).Ask is not { } ask || !paper.Files.Contains(file))
            return TypedResults.NotFound();
        var report = await book.Of(organisation, ask.Week, ask.Scope, ct);
        return paper.Of(report, ask.Language, new Uri($"{http.Request.Scheme}://{http.Request.Host}"), file) is { } made
            ? TypedResults.File(made.Content, made.Type, ask.FileName(file))
            : TypedResults.NotFound();
    }
}
