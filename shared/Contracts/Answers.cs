using System.Text.Json.Serialization;

namespace FleetWatch.Contracts;

/// <summary>
/// What came of something that a person asked for over the bus. The one who asked hears it whatever it is: a broken world alone is an exception.
/// </summary>
/// <param name="Outcome">How it went.</param>
/// <param name="Why">A sentence in English where it did not go as asked; <see cref="Obstacle"/> and <see cref="Errors"/> say the same as data.</param>
public sealed record Ruling(Outcome Outcome, string? Why = null)
{
    /// <summary>Who or what came first, where <see cref="Outcome"/> is <see cref="Outcome.Conflict"/> or <see cref="Outcome.Outdated"/>.</summary>
    public Obstacle? Obstacle { get; init; }

    /// <summary>Everything that is wrong with what was typed, where <see cref="Outcome"/> is <see cref="Outcome.Refused"/>.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>As asked, or so already.</summary>
    public static Ruling Done { get; } = new(Outcome.Done);

    /// <summary>Nothing was changed, because of these.</summary>
    public static Ruling Refused(params IReadOnlyList<FieldError> errors) => new(Outcome.Refused, "It was not taken.") { Errors = errors };
}

/// <param name="Field">As the request names it; of a file the path to the place, empty for the whole of it.</param>
/// <param name="Reason">A sentence in English.</param>
/// <param name="Line">From 1; null: it was no file.</param>
/// <param name="Column">From 1; null: it was no file.</param>
public sealed record FieldError(string Field, string Reason, int? Line = null, int? Column = null);

/// <summary>What stands in the way of an act.</summary>
/// <param name="Code"><c>acknowledged</c>, <c>resolved</c>, <c>merged</c>, <c>changed</c>, <c>no-policy</c> or <c>no-more-steps</c>.</param>
/// <param name="By">Who did it; null: nobody in particular.</param>
/// <param name="At">When.</param>
/// <param name="Into">The incident that it is a part of.</param>
public sealed record Obstacle(string Code, string? By = null, DateTimeOffset? At = null, string? Into = null);

[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
public enum Outcome
{
    [JsonStringEnumMemberName("unknown")] Unknown,

    /// <summary>As asked; also where it had been done before.</summary>
    [JsonStringEnumMemberName("done")] Done,

    /// <summary>Somebody came first.</summary>
    [JsonStringEnumMemberName("conflict")] Conflict,

    /// <summary>It changed since the person saw it.</summary>
    [JsonStringEnumMemberName("outdated")] Outdated,

    /// <summary>What was typed is wrong.</summary>
    [JsonStringEnumMemberName("refused")] Refused,

    /// <summary>There is no such thing.</summary>
    [JsonStringEnumMemberName("missing")] Missing,
}
