using FleetWatch.Contracts;

namespace FleetWatch.Explaining.Refusals;

/// <summary>What became of the same card elsewhere, later, and read in another way.</summary>
internal static class CardWitnesses
{
    public static IEnumerable<EvidenceFact> Of(Scene scene) => [.. Elsewhere(scene), .. Here(scene), .. OtherWays(scene)];

    private static IEnumerable<EvidenceFact> Elsewhere(Scene scene)
    {
        var failed = scene.SameCard.Where(other => other.Family == scene.Row.Family && other.Failure.TerminalId != scene.It.TerminalId)
            .Select(other => other.Failure.TerminalId).Distinct().Count();
        if (failed > 0)
            yield return Fact.Of("same-card-elsewhere", ("terminals", failed));
        var fine = Approved(scene).Count(other => other.TerminalId != scene.It.TerminalId);
        if (failed == 0 && fine > 0)
            yield return Fact.Of("same-card-fine-elsewhere", ("times", fine));
    }

    private static IEnumerable<EvidenceFact> Here(Scene scene)
    {
        var tries = scene.SameCard.Count(other => other.Failure.TerminalId == scene.It.TerminalId && scene.Distance(other.Failure) <= Scene.Visit);
        if (tries > 0)
            yield return Fact.Of("retries", ("tries", tries + 1));
        var later = Approved(scene).Where(other => other.TerminalId == scene.It.TerminalId && other.OccurredAt > scene.It.OccurredAt
            && scene.Distance(other) <= Scene.Visit && KindOf(other.EntryMode) == KindOf(scene.It.EntryMode)).ToList();
        if (later.Count > 0)
            yield return Fact.Of("same-card-fine-here", ("minutes", Math.Ceiling(scene.Distance(later[0]).TotalMinutes)));
    }

    // Whoever is answered by a host was read; what the host then said of the account says nothing of the reader.
    private static IEnumerable<EvidenceFact> OtherWays(Scene scene)
    {
        if (!scene.Row.Family.StartsWith("read-", StringComparison.Ordinal))
            yield break;
        var tried = scene.SameCard.Select(other => other.Failure).Where(other => other.TerminalId == scene.It.TerminalId
            && scene.Distance(other) <= Scene.Visit && KindOf(other.EntryMode) != KindOf(scene.It.EntryMode)).ToList();
        var read = tried.Find(other => other.ResponseCode is not null)?.EntryMode
            ?? Approved(scene).FirstOrDefault(other => other.TerminalId == scene.It.TerminalId && scene.Distance(other) <= Scene.Visit
                && KindOf(other.EntryMode) != KindOf(scene.It.EntryMode))?.EntryMode;
        if (read is not null)
            yield return Fact.Of("other-way-fine", ("way", KindOf(read)));
        else if (tried.Find(other => other.ErrorCode?.EndsWith("-read-error", StringComparison.Ordinal) == true) is { } failed)
            yield return Fact.Of("other-way-failed", ("way", KindOf(failed.EntryMode)));
    }

    private static IEnumerable<TransactionApproved> Approved(Scene scene) => scene.It.CardRef is not { } card ? []
        : scene.Around.OfType<TransactionApproved>().Where(other => other.CardRef == card);

    private static string KindOf(string? entryMode) => RefusalTables.EntryKind(entryMode);
}
