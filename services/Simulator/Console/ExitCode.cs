namespace FleetWatch.Simulator.Console;

/// <summary>What the command tells the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The world was in the way: a disk, a network, a server.</summary>
    public const int Failed = 1;

    /// <summary>The command or its input cannot be used as given.</summary>
    public const int Unusable = 2;

    /// <summary>Done, but some lines were refused.</summary>
    public const int SomeRefused = 3;

    /// <summary>Stopped by Ctrl-C or a signal before it was done.</summary>
    public const int Interrupted = 130;
}
