namespace FleetWatch.Analysis.Storage;

/// <summary>Another instance is active for the organisation: this one must stop, and start again as its standby.</summary>
internal sealed class FencedException(string organisation, Exception? inner = null)
    : Exception($"Another instance is active for {organisation}; this one has written nothing since and stops.", inner);
