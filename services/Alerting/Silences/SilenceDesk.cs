using System.Security.Cryptography;
using System.Text;
using FleetWatch.Alerting.Configuration;
using FleetWatch.Alerting.Desk;
using FleetWatch.Alerting.Escalations;
using FleetWatch.Alerting.Store;
using FleetWatch.Contracts;
using FleetWatch.OnCall;
using FleetWatch.Rulebook;
using Marten;

namespace FleetWatch.Alerting.Silences;

/// <summary>Lists windows; makes, changes and ends silences, whichever way somebody asks for it.</summary>
internal sealed class SilenceDesk(IDocumentStore store, IncidentTransactions transactions, Configurations configurations, DueDecisions due, TimeProvider clock)
{
    public async Task<IReadOnlyList<ShownWindow>> List(string organisation, CancellationToken ct)
    {
        await using var session = store.QuerySession(organisation);
        var now = clock.GetUtcNow();
        var windows = (await configurations.Of(session, now, ct)).Plan.Windows;
        var silences = (await session.LoadManyAsync<Silence>(ct, [.. windows.Select(window => window.Id)])).ToDictionary(silence => silence.Id);
        var held = await HeldBack.Count(session, ct);
        return [.. windows.Select(window => Shown(window, now, held.GetValueOrDefault(window.Id), silences.GetValueOrDefault(window.Id)))];
    }

    /// <param name="organisation">Whose.</param>
    /// <param name="by">Who makes it.</param>
    /// <param name="text">What they say.</param>
    /// <param name="request">Their name for this request: under the same one no second silence is made; null: it has none.</param>
    /// <param name="ct">Ends the wait for the transaction's turn.</param>
    public async Task<SilenceJudged> Create(string organisation, string by, string text, string? request, CancellationToken ct)
    {
        var id = request is null ? $"s-{Guid.CreateVersion7():n}"[..18] : $"s-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request)))}"[..18];
        var now = clock.GetUtcNow();
        if (Read(id, text, by, now) is not ({ } silence, { } window))
            return Refused(id, text);
        await using var session = await transactions.Begin(organisation, ct);
        if (await session.LoadAsync<Silence>(id, ct) is not null)
            return Judged(Ruling.Done, window, silence, now);
        if (silence.EndsAt <= now)
            return Past();
        await Keep(session, silence, by, now, ct);
        return Judged(Ruling.Done, window, silence, now);
    }

    /// <summary>Says a silence anew. What it does not hold back any more and still stands is paged.</summary>
    public async Task<SilenceJudged> Edit(string organisation, string by, string id, int? seen, string text, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var session = await transactions.Begin(organisation, ct);
        if (await session.LoadAsync<Silence>(id, ct) is not { } before || before.EndsAt <= now)
            return Missing();
        if (Read(id, text, before.CreatedBy, now) is not ({ } silence, { } window))
            return Refused(id, text);
        if (before.Text == text)
            return Judged(Ruling.Done, window, before, now);
        if (seen is not null && seen != before.Version)
            return Judged(new Ruling(Outcome.Outdated, Spoken.Of("now-at", ("version", before.Version))) { Obstacle = new Obstacle("changed") }, window, before, now);
        if (silence.EndsAt <= now)
            return Past();
        var after = silence with { CreatedAt = before.CreatedAt, Version = before.Version + 1 };
        await Keep(session, after, by, now, ct);
        await due.Reconsider(organisation, ct);
        return Judged(Ruling.Done, window, after, now);
    }

    /// <summary>Ends a silence now. What it held back and still stands is paged.</summary>
    public async Task<SilenceJudged> End(string organisation, string by, string id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using (var session = await transactions.Begin(organisation, ct))
        {
            if (await session.LoadAsync<Silence>(id, ct) is not { } silence)
                return Missing();
            if (silence.EndsAt is null || silence.EndsAt > now)
                await Keep(session, silence with { EndsAt = now, RemindAt = null, Version = silence.Version + 1 }, by, now, ct);
        }
        await due.Reconsider(organisation, ct);
        return new SilenceJudged { Ruling = Ruling.Done };
    }

    private static (Silence Silence, Window Window)? Read(string id, string text, string by, DateTimeOffset now) =>
        WindowText.Read(id, text).Window is { } window ? (Silence.Of(id, text, window, by, now), window with { CreatedBy = by }) : null;

    private static async Task Keep(IDocumentSession session, Silence silence, string by, DateTimeOffset now, CancellationToken ct)
    {
        session.Store(silence);
        session.Events.Append($"silence/{silence.Id}", new SilenceChanged { At = now, By = by, Silence = silence });
        await session.SaveChangesAsync(ct);
    }

    private static SilenceJudged Refused(string id, string text) => new()
    {
        Ruling = Ruling.Refused([.. WindowText.Read(id, text).Errors.Select(error => new FieldError(error.Field, error.Reason, error.Line, error.Column))]),
    };

    private static SilenceJudged Past() => new() { Ruling = Ruling.Refused(new FieldError("length", Spoken.Of("over-already"))) };

    private static SilenceJudged Missing() => new() { Ruling = new Ruling(Outcome.Missing, Spoken.Of("file-windows")) };

    private static SilenceJudged Judged(Ruling verdict, Window window, Silence silence, DateTimeOffset now) =>
        new() { Ruling = verdict, Window = Shown(window, now, 0, silence) };

    private static ShownWindow Shown(Window window, DateTimeOffset now, long heldBack, Silence? silence)
    {
        var next = window.Next(now);
        return new ShownWindow
        {
            Id = window.Id,
            Reason = window.Reason,
            CreatedBy = window.CreatedBy,
            Scopes = [.. window.Scopes.Select(scope => scope.ToString())],
            Causes = window.Causes,
            Rule = window.Rule,
            TimeZone = window.TimeZone ?? "terminal",
            From = next?.From,
            To = next?.To,
            HeldBack = heldBack,
            Text = silence?.Text,
            Version = silence?.Version,
        };
    }
}
