using FleetWatch.Contracts;
using FleetWatch.Simulator.Console;

namespace FleetWatch.Simulator.Explain;

/// <summary>Which failure is asked about: by its id, or the one nearest to a time at a terminal.</summary>
internal sealed record Question(string? Failure, string? Terminal, DateTimeOffset? At)
{
    /// <summary>A person's watch and a terminal's clock agree to within this.</summary>
    public static readonly TimeSpan Nearest = TimeSpan.FromHours(2);

    /// <exception cref="UnusableInputException">It names no failure.</exception>
    public static Question Of(string? failure, string? terminal, DateTimeOffset? at) =>
        failure is not null || (terminal is not null && at is not null) ? new Question(failure, terminal, at)
            : throw new UnusableInputException(Texts.Of("explain-which"));

    /// <summary>How far a failure is from what is asked; null: it is another one.</summary>
    public TimeSpan? Distance(TransactionFailed one)
    {
        if (Failure is not null)
            return one.Id == Failure && (Terminal is null || one.TerminalId == Terminal) ? TimeSpan.Zero : null;
        var apart = (one.OccurredAt - At!.Value).Duration(); // One without the other is refused.
        return one.TerminalId == Terminal && apart <= Nearest ? apart : null;
    }

    public override string ToString() => Failure ?? $"{Terminal} {At:yyyy-MM-dd HH:mm zzz}";
}
