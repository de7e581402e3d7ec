namespace FleetWatch.Simulator.Console;

/// <summary>What was given cannot be used; the message says why, and what to do next.</summary>
internal sealed class UnusableInputException(string message) : Exception(message);
