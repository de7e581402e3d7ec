using System.Collections.Concurrent;

namespace FleetWatch.Dashboard.Fleets;

/// <summary>The picture of every organisation's fleet: worked out once, read by all its open pages.</summary>
internal sealed class Boards
{
    private readonly ConcurrentDictionary<string, LiveBoard> boards = [];

    public IEnumerable<(string Organisation, LiveBoard Board)> All => boards.Select(board => (board.Key, board.Value));

    public LiveBoard Of(string organisation) => boards.GetOrAdd(organisation, _ => new LiveBoard());
}

/// <summary>What the boards of one organisation show now, and word of each change.</summary>
internal sealed class LiveBoard
{
    public FleetPicture Picture { get; private set; } = new();

    /// <summary>Open incidents, counted by all that boards tell them apart by; null: not counted yet.</summary>
    public IReadOnlyList<IncidentGroup>? Incidents { get; private set; }

    /// <summary>Called on the thread that brought the change; a page goes on in its own.</summary>
    public event Action? Changed;

    /// <summary>How a terminal does now, for lists; null: it has never been heard of.</summary>
    public Func<string, Condition?> ConditionOf { get; private set; } = _ => null;

    public void Show(FleetPicture picture, Func<string, Condition?> conditionOf)
    {
        ConditionOf = conditionOf;
        Picture = picture;
        Changed?.Invoke();
    }

    public void Show(IReadOnlyList<IncidentGroup> incidents)
    {
        if (Incidents is not null && incidents.SequenceEqual(Incidents))
            return;
        Incidents = incidents;
        Changed?.Invoke();
    }
}
