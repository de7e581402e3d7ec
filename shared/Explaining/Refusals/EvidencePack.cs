using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Iso8583.Codes;

namespace FleetWatch.Explaining.Refusals;

/// <summary>
/// What a bank asks for when it is called about one refusal. Of the card only its first digits: the bank finds the rest by time,
/// terminal and amount, and a token beside them would help nobody but a thief.
/// </summary>
public sealed record EvidencePack
{
    public required BankCall Call { get; init; }

    /// <summary>Who calls whom.</summary>
    public required string Title { get; init; }
    public required IReadOnlyList<PackLine> Lines { get; init; }

    internal static EvidencePack Of(Scene scene, BankCall call, Words words)
    {
        var (it, record) = (scene.It, scene.Record);
        (string Label, string? Value)[] lines =
        [
            ("time", $"{words.FullTime(it.OccurredAt)} ({it.OccurredAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC)"),
            ("place", Joined(record?.SiteName, record?.SiteId, record?.Region)),
            ("merchant", record?.MerchantId),
            ("mcc", record?.Mcc),
            ("terminal", it.TerminalId),
            ("model", Joined(record?.Model, scene.Version)),
            ("network", it.Carrier ?? record?.Carrier),
            ("amount", Amount(it, words)),
            ("card", it.Bin is null ? null : words.Say("pack.card-begins", ("bin", it.Bin))),
            ("entry", Entry(scene, words)),
            ("answer", Said(scene, words)),
            ("latency", it.LatencyMs is { } latency ? $"{latency.ToString(CultureInfo.InvariantCulture)} ms" : null),
            ("reversal", it.Reversal ? words.Say("pack.reversed") : null),
            ("reference", it.Id),
            ("receipt", words.Say("pack.receipt-where")),
            ("tried", Tried(scene, words)),
        ];
        return new EvidencePack
        {
            Call = call,
            Title = words.Say($"pack.title.{call}"),
            Lines = [.. lines.Where(line => line.Value is { Length: > 0 }).Select(line => new PackLine(words.Say($"pack.{line.Label}"), line.Value!))], // Filtered just before.
        };
    }

    /// <summary>The response code with its meaning in the card's scheme, or the terminal's own error.</summary>
    internal static string Said(Scene scene, Words words) => scene.It switch
    {
        { ErrorCode: { } error } => words.Say("pack.error", ("error", words.Symptom(error)), ("code", error)),
        { ResponseCode: { } code } when ResponseCodes.Find(scene.Scheme, code) is { } known =>
            words.Say("pack.code", ("code", code), ("meaning", known.In(words.Culture)), ("scheme", scene.Scheme)),
        { ResponseCode: { } code } => words.Say("pack.code-unknown", ("code", code)),
        _ => words.Say("pack.nothing"),
    };

    internal static string Entry(Scene scene, Words words) =>
        EntryModes.Find(scene.Scheme, scene.It.EntryMode ?? "")?.In(words.Culture) ?? words.Say("way.unknown");

    private static string Tried(Scene scene, Words words)
    {
        var tries = scene.SameCard.Where(other => other.Failure.TerminalId == scene.It.TerminalId && scene.Distance(other.Failure) <= Scene.Visit)
            .Select(other => words.Say("pack.try", ("time", $"{other.Failure.OccurredAt.ToOffset(scene.It.OccurredAt.Offset):HH:mm:ss}"),
                ("way", words.Find($"way.{RefusalTables.EntryKind(other.Failure.EntryMode)}") ?? ""), ("said", other.Failure.ErrorCode ?? other.Failure.ResponseCode ?? "?")))
            .ToList();
        if (scene.Here<TerminalStarted>().Any(start => scene.Distance(start) <= Scene.Visit))
            tries.Add(words.Say("pack.restarted"));
        return tries.Count == 0 ? words.Say("pack.tried-once") : words.List(tries);
    }

    private static string? Amount(TransactionFailed it, Words words) => it is not { AmountMinor: { } minor, Currency: { } currency } ? null
        : words.Say("pack.amount-minor", ("minor", minor.ToString(CultureInfo.InvariantCulture)), ("currency", currency));

    private static string Joined(params string?[] parts) => string.Join(" / ", parts.Where(part => !string.IsNullOrEmpty(part)));
}

/// <param name="Label">What it is, in words.</param>
/// <param name="Value">As the bank can look it up.</param>
public sealed record PackLine(string Label, string Value);
