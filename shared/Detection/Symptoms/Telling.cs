namespace FleetWatch.Detection.Symptoms;

/// <summary>What a failure that is told says.</summary>
internal enum Telling
{
    /// <summary>It is one that counts.</summary>
    News,

    /// <summary>A failure that counts was tried again.</summary>
    Retry,

    /// <summary>A second sender tells of the same attempt.</summary>
    Twice,
}
