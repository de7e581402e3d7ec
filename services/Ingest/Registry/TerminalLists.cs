using CsvHelper;
using FleetWatch.Contracts;
using FleetWatch.Ingest.Posts;
using FleetWatch.ServiceDefaults.Access;
using Marten;
using Marten.Linq.MatchesSql;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace FleetWatch.Ingest.Registry;

/// <summary>A page of the registry.</summary>
/// <param name="Terminals">In the order of their ids.</param>
/// <param name="Next">Give it as <c>after</c> for the next page; null: this was the last.</param>
internal sealed record TerminalPage(IReadOnlyList<TerminalRecord> Terminals, string? Next);

/// <summary>Which terminals to list.</summary>
internal sealed record TerminalFilter(string? After, int? Limit, string? SiteId, string? MerchantId, string? Model, string? SoftwareVersion,
    string? Carrier, string? Region);

/// <summary>The registry as a whole: lists, export, import.</summary>
internal static class TerminalLists
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;
    private const long MaxImportBytes = 256L * 1024 * 1024;

    public static async Task<IResult> List([AsParameters] TerminalFilter filter, HttpContext context, IDocumentStore store, CancellationToken ct)
    {
        var limit = filter.Limit ?? DefaultLimit;
        if (limit is < 1 or > MaxLimit || filter.After is { Length: > 64 })
            return Problems.Of(context.Request, StatusCodes.Status400BadRequest, "bad-query");
        await using var session = store.QuerySession(context.Caller().Organisation);
        var page = await Filtered(session, filter).Take(limit + 1).ToListAsync(ct);
        var shown = page.Take(limit).Select(terminal => terminal.Terminal).ToList();
        return TypedResults.Json(new TerminalPage(shown, page.Count > limit ? shown[^1].TerminalId : null), IngestJson.Default.TerminalPage);
    }

    public static async Task Export(HttpContext context, IDocumentStore store, CancellationToken ct)
    {
        context.Response.ContentType = $"{Csv.MediaType}; charset=utf-8; header=present";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"terminals.csv\"";
        await using var csv = CsvWriter.Create(context.Response.Body, Csv.Writing, leaveOpen: true);
        foreach (var (name, _) in TerminalForm.Columns)
            csv.WriteField(name);
        await csv.EndRecordAsync(ct);
        await using var session = store.QuerySession(context.Caller().Organisation);
        for (string? after = null; ;)
        {
            var page = await Filtered(session, new TerminalFilter(after, null, null, null, null, null, null, null)).Take(MaxLimit).ToListAsync(ct);
            foreach (var terminal in page)
            {
                foreach (var cell in TerminalForm.Write(terminal.Terminal))
                    csv.WriteField(Csv.Defuse(cell));
                await csv.EndRecordAsync(ct);
            }
            if (page.Count < MaxLimit)
                break;
            after = page[^1].Id;
        }
    }

    public static async Task<IResult> Import(HttpContext context, RegistryBook book, TimeProvider time, CancellationToken ct)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MaxImportBytes;
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || type.MediaType != Csv.MediaType
            || context.Request.Headers.ContentEncoding.Count > 0)
            throw new PostRefused(StatusCodes.Status415UnsupportedMediaType, "csv-form");
        var import = new CsvImport(book, time, context.Caller().Organisation, Texts.LanguageOf(context.Request));
        await import.Run(context.Request.Body, ct);
        return TypedResults.Json(import.Reply, IngestJson.Default.ImportReply);
    }

    private static IQueryable<RegisteredTerminal> Filtered(IQuerySession session, TerminalFilter filter)
    {
        var found = session.Query<RegisteredTerminal>().Where(terminal => !terminal.Retired);
        if (filter.After is { } after)
            found = found.Where(terminal => terminal.MatchesSql("d.id > ?", after));
        if (filter.SiteId is { } site)
            found = found.Where(terminal => terminal.Terminal.SiteId == site);
        if (filter.MerchantId is { } merchant)
            found = found.Where(terminal => terminal.Terminal.MerchantId == merchant);
        if (filter.Model is { } model)
            found = found.Where(terminal => terminal.Terminal.Model == model);
        if (filter.SoftwareVersion is { } version)
            found = found.Where(terminal => terminal.Terminal.SoftwareVersion == version);
        if (filter.Carrier is { } carrier)
            found = found.Where(terminal => terminal.Terminal.Carrier == carrier);
        if (filter.Region is { } region)
            found = found.Where(terminal => terminal.Terminal.Region == region);
        return found.OrderBy(terminal => terminal.Id);
    }
}
