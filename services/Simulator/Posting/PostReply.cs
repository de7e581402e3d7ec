namespace FleetWatch.Simulator.Posting;

/// <summary>What Ingest answered to a post.</summary>
internal sealed record PostReply
{
    public int Accepted { get; init; }
    public int Refused { get; init; }
    public IReadOnlyList<PostVerdict> Verdicts { get; init; } = [];

    /// <summary>Of an import of the registry.</summary>
    public int Registered { get; init; }
    public int Changed { get; init; }
    public int Unchanged { get; init; }
}

/// <summary>Why one line was refused.</summary>
/// <param name="Index">Counts the events of the post from 0.</param>
/// <param name="Line">Counts the lines of the post from 1.</param>
/// <param name="Field">Null: the whole line.</param>
/// <param name="Reason">A code.</param>
/// <param name="Message">In words.</param>
internal sealed record PostVerdict(int Index, int? Line, string? Field, string Reason, string? Message);
