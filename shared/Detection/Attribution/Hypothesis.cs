using FleetWatch.Detection.Causes;

namespace FleetWatch.Detection.Attribution;

/// <summary>What could explain the observations, and how well it does.</summary>
internal sealed record Hypothesis
{
    private bool? _sound;

    /// <summary>Index of the signature in <see cref="CauseList.All"/>.</summary>
    public required int Signature { get; init; }
    public required int Group { get; init; }

    /// <summary>The one issuer whose cards it strikes; -1: all.</summary>
    public required int Issuer { get; init; }

    /// <summary>Log likelihood ratio against the everyday at the best start and strength, less what the choice of the start costs.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary><see cref="LogLikelihood"/> with the prior: what hypotheses are compared by.</summary>
    public required double Score { get; init; }
    public required double Threshold { get; init; }
    public required double Strength { get; init; }
    public required long StartedAt { get; init; }
    public required int Failures { get; init; }
    public required double Expected { get; init; }
    public required int Attempts { get; init; }

    /// <summary>
    /// Enough different cards, terminals and sites, and not all of it in one part of the scope: found out when it is first asked, and most are never. To be
    /// asked before anything else is observed.
    /// </summary>
    public bool Sound => _sound ??= Examine();

    /// <summary>Finds out whether it is sound.</summary>
    public required Func<bool> Examine { private get; init; }

    /// <summary>It goes on for long enough not to be a blip.</summary>
    public required bool Lasted { get; init; }

    public CauseSignature Cause => CauseList.All[Signature];

    /// <summary>All that it wants is to go on for long enough.</summary>
    public bool LacksAge => !Lasted && LogLikelihood >= Threshold && Sound;
    public bool Holds => Lasted && LogLikelihood >= Threshold && Sound;
}
