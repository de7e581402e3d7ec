using FleetWatch.Contracts;

namespace FleetWatch.Reporting.Facts;

/// <summary>The terminals of a report by number: those of the registry first, then those that are in none and were heard all the same.</summary>
public sealed class Roster
{
    private readonly Dictionary<string, int> _numbers;
    private readonly List<TerminalRecord> _terminals;

    /// <param name="registry">One record a terminal; of two with the same id the later one counts.</param>
    public Roster(IReadOnlyList<TerminalRecord> registry)
    {
        _numbers = new Dictionary<string, int>(registry.Count);
        _terminals = new List<TerminalRecord>(registry.Count);
        foreach (var terminal in registry)
            if (_numbers.TryGetValue(terminal.TerminalId, out var known))
                _terminals[known] = terminal;
            else
                Add(terminal);
        Registered = _terminals.Count;
    }

    /// <summary>Terminals of the registry: the numbers below this.</summary>
    public int Registered { get; }

    public int Count => _terminals.Count;

    public TerminalRecord this[int number] => _terminals[number];

    /// <summary>A terminal that is in no registry gets a number when it is first heard.</summary>
    public int NumberOf(string terminalId) =>
        _numbers.TryGetValue(terminalId, out var number) ? number : Add(new TerminalRecord { TerminalId = terminalId });

    private int Add(TerminalRecord terminal)
    {
        _numbers[terminal.TerminalId] = _terminals.Count;
        _terminals.Add(terminal);
        return _terminals.Count - 1;
    }
}
