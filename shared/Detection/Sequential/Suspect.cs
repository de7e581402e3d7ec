using FleetWatch.Contracts;

namespace FleetWatch.Detection.Sequential;

/// <summary>A cause that may be at work in a group, and the key of its stream.</summary>
/// <param name="Signature">Which cause.</param>
/// <param name="Kind">Of the group.</param>
/// <param name="Group">By number.</param>
/// <param name="Key">Of the stream.</param>
internal readonly record struct Suspect(int Signature, ScopeKind Kind, int Group, long Key);
