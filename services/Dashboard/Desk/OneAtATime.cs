namespace FleetWatch.Dashboard.Desk;

/// <summary>The acts of one component: while one is under way, another that is asked for, as by a second click, is not done.</summary>
/// <param name="redraw">Draws the buttons anew: the framework does not after an act that was cancelled.</param>
internal sealed class OneAtATime(Action redraw)
{
    /// <summary>One is under way: buttons are disabled.</summary>
    public bool Busy { get; private set; }

    /// <summary>What an act throws goes on to whoever asked for it.</summary>
    public async Task Do(Func<Task> act)
    {
        if (Busy)
            return;
        Busy = true;
        try
        {
            await act();
        }
        finally
        {
            Busy = false;
            redraw();
        }
    }
}
