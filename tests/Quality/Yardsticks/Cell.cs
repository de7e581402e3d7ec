using FleetWatch.Contracts;

namespace FleetWatch.Quality.Yardsticks;

/// <summary>Failures of one class at one scope, in steps of five minutes, with the attempts there.</summary>
internal sealed class Cell(FailureClass kind, Scope scope, double[] attemptsBefore, int learningSteps)
{
    private readonly int[] _failuresBefore = new int[attemptsBefore.Length];

    public FailureClass Class => kind;
    public Scope Scope => scope;
    public int Steps => attemptsBefore.Length - 1;
    public string Cause => kind.Causes[scope.Kind];

    public void Add(int step) => _failuresBefore[step + 1]++;

    /// <summary>From counts per step to sums of all steps before.</summary>
    public void Close()
    {
        for (var step = 1; step < _failuresBefore.Length; step++)
            _failuresBefore[step] += _failuresBefore[step - 1];
    }

    /// <summary>In the <paramref name="steps"/> that end with this one.</summary>
    public int Failures(int step, int steps) => _failuresBefore[step + 1] - _failuresBefore[Math.Max(0, step + 1 - steps)];

    public double Attempts(int step, int steps) => attemptsBefore[step + 1] - attemptsBefore[Math.Max(0, step + 1 - steps)];

    /// <summary>Its everyday rate: its own first days, shrunk to the fleet's rate with the weight of two failures.</summary>
    public double Rate(double fleet)
    {
        var learned = Math.Min(learningSteps, Steps - 1);
        return Math.Clamp((Failures(learned, learned + 1) + 2) / (Attempts(learned, learned + 1) + (2 / fleet)), 3e-4, 0.5);
    }
}
