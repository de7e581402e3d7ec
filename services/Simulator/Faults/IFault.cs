using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>One kind of trouble that can be put into a feed.</summary>
internal interface IFault
{
    /// <summary>Its public name.</summary>
    string Cause { get; }

    /// <summary>Chooses where, how strong and how long. Null: this fleet has no such place.</summary>
    Injection? Place(Placement place);

    /// <summary>What it does to one attempt inside its scope and time. Null: this one gets through.</summary>
    Refusal? Strike(Injection injected, in Attempt attempt, Dice dice);
}
