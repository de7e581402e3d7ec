using FleetWatch.Incidents;

namespace FleetWatch.Quality;

/// <summary>A page, what it was worth, and the true incident that it names; null: none.</summary>
internal sealed record JudgedPage(Incident Page, PageVerdict Kind, TrueIncident? Of);

internal enum PageVerdict
{
    First,
    Repeat,
    Part,
    False,
}
