namespace FleetWatch.Reporting.Facts;

/// <summary>Names as small numbers, in the order in which they came. The first is the empty name: nothing was told.</summary>
internal sealed class Names
{
    private readonly Dictionary<string, int> _numbers = new() { [""] = 0 };
    private readonly List<string> _names = [""];

    public int Count => _names.Count;

    public string this[int number] => _names[number];

    public int Of(string? name)
    {
        if (name is null)
            return 0;
        if (_numbers.TryGetValue(name, out var number))
            return number;
        _numbers[name] = _names.Count;
        _names.Add(name);
        return _names.Count - 1;
    }

    /// <summary>Null: nobody named it.</summary>
    public int? Find(string name) => _numbers.TryGetValue(name, out var number) ? number : null;
}
