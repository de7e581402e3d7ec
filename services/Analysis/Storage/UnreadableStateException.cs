namespace FleetWatch.Analysis.Storage;

/// <summary>What is stored of a fleet's state cannot be read: nothing can be decided until a build that can read it runs.</summary>
internal sealed class UnreadableStateException(string organisation, Exception inner)
    : Exception($"The stored state of {organisation} cannot be read: {inner.Message}", inner);
