namespace FleetWatch.Simulator.Faults;

/// <summary>What happens to everything a terminal has to say while a trouble lasts.</summary>
internal enum Outage
{
    /// <summary>It is heard.</summary>
    None,

    /// <summary>It goes on working and tells everything when the line is back.</summary>
    Offline,

    /// <summary>It is without power: nothing happens there, and its counter of running time begins again.</summary>
    Dark,
}
