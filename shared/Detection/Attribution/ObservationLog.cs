using System.Runtime.InteropServices;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Attribution;

/// <summary>The observations of the last two days, by symptom, in the order of arrival.</summary>
internal sealed class ObservationLog
{
    private readonly List<Observation>[] _bySymptom = [.. Enumerable.Range(0, SymptomTable.Count).Select(_ => new List<Observation>())];

    public Span<Observation> Of(Symptom symptom) => CollectionsMarshal.AsSpan(_bySymptom[(int)symptom]);

    public void Add(in Observation observation) => _bySymptom[(int)observation.Symptom].Add(observation);

    /// <summary>What happened before <paramref name="before"/> and nothing explains becomes part of its terminal's everyday.</summary>
    public void Settle(long before, Baselines.FailureRates rates)
    {
        foreach (var observations in _bySymptom)
        {
            foreach (ref var one in CollectionsMarshal.AsSpan(observations))
            {
                if (one.Settled || !one.Learned || one.At >= before)
                    continue;
                one.Settled = true;
                rates.Settled(one.Symptom, one.Terminal, one.At);
            }
        }
    }

    /// <summary>What a finding explained is open again.</summary>
    public void Release(int finding)
    {
        foreach (var observations in _bySymptom)
        {
            foreach (ref var one in CollectionsMarshal.AsSpan(observations))
                one.Finding = one.Finding == finding ? 0 : one.Finding;
        }
    }

    /// <summary>Forgets what happened before <paramref name="before"/>; late ones go a little after their time.</summary>
    public void Forget(long before)
    {
        foreach (var observations in _bySymptom)
        {
            var old = 0;
            while (old < observations.Count && observations[old].At < before)
                old++;
            observations.RemoveRange(0, old);
        }
    }

    public void Write(BinaryWriter target)
    {
        foreach (var observations in _bySymptom)
        {
            target.Write(observations.Count);
            foreach (var one in observations)
                one.Write(target);
        }
    }

    public void Read(BinaryReader source)
    {
        for (var symptom = 0; symptom < _bySymptom.Length; symptom++)
        {
            for (var left = source.ReadInt32(); left > 0; left--)
                _bySymptom[symptom].Add(Observation.Read(source, (Symptom)symptom));
        }
    }
}
