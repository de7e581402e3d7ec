using System.Text;
using FleetWatch.Incidents;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Faults;
using FleetWatch.Simulator.Mail;

namespace FleetWatch.Simulator.Demo;

/// <summary>Tells what happens in the demonstration: what was done to the fleet, what FleetWatch makes of it, and who was told.</summary>
internal sealed class Narrator(Screen screen, DateTimeOffset began, IReadOnlyList<Injection> story, string mailFolder)
{
    private readonly HashSet<Injection> _begun = [];
    private readonly HashSet<Injection> _ended = [];
    private readonly Dictionary<string, Incident> _known = [];
    private readonly HashSet<string> _mails = [];
    private bool _away;

    /// <summary>Those that were there before do not belong to the story.</summary>
    public void Begin(IReadOnlyList<Incident>? incidents)
    {
        foreach (var one in incidents ?? [])
            _known[one.Id] = one;
        _mails.UnionWith(Mails());
    }

    public int Opened { get; private set; }
    public int Right { get; private set; }
    public int Pages { get; private set; }

    public void Tell(DateTimeOffset now, IReadOnlyList<Incident>? incidents)
    {
        foreach (var one in story.Where(one => one.Start <= now && _begun.Add(one)))
            Say(now, Texts.Of("demo-" + one.Fault.Cause, one.Scope.Key, one.Terminals?.Count ?? 0));
        foreach (var one in story.Where(one => one.End <= now && _ended.Add(one)))
            Say(now, Texts.Of("demo-ends", one.Fault.Cause, one.Scope.Key));
        TellIfAway(now, incidents is null);
        foreach (var one in incidents ?? [])
            Tell(now, one);
        foreach (var path in Mails().Where(_mails.Add))
            TellMail(now, path);
    }

    private void TellIfAway(DateTimeOffset now, bool away)
    {
        if (away && !_away)
            Say(now, Texts.Of("demo-alerting-away"));
        _away = away;
    }

    private void Tell(DateTimeOffset now, Incident one)
    {
        var before = _known.GetValueOrDefault(one.Id);
        _known[one.Id] = one;
        if (before is null)
            Open(now, one);
        else if (before.Lasts() && one.State == IncidentState.Resolved)
            Say(now, Texts.Of("demo-resolved", one.Cause, one.Scope.Key));
        else if (before.State != one.State && one.State == IncidentState.Merged)
            Say(now, Texts.Of("demo-merged", one.Cause, one.Scope.Key));
        else if (before.Scope != one.Scope || before.Cause != one.Cause)
            Say(now, Texts.Of("demo-grew", one.Cause, one.Scope.Key));
    }

    private void Open(DateTimeOffset now, Incident one)
    {
        Opened++;
        var match = story.FirstOrDefault(injected => injected.Scope == one.Scope && injected.Fault.Cause == one.Cause);
        Right += match is null ? 0 : 1;
        var evidence = one.Evidence;
        Say(now, Texts.Of(evidence.MissedHeartbeats > 0 ? "demo-opened-silent" : "demo-opened", one.Cause, one.Scope.Key, evidence.Failures - evidence.MissedHeartbeats,
            evidence.Expected, evidence.DistinctTerminals, evidence.DistinctCards, one.Confidence, evidence.MissedHeartbeats));
        if (evidence.Symptoms.Count > 0)
            screen.Say("        " + Texts.Of("demo-symptoms", string.Join(", ", evidence.Symptoms.Take(4).Select(symptom => $"{symptom.Code} x{symptom.Count}"))));
        if (match is not null)
            screen.Say("        " + Texts.Of("demo-right", (now - match.Start).TotalSeconds));
    }

    private void TellMail(DateTimeOffset now, string path)
    {
        Pages++;
        var mail = new ReceivedMail("", [], File.ReadAllBytes(path));
        Say(now, Texts.Of("demo-page", EncodedWords.Decode(mail.Header("To") ?? "?"), mail.Subject(), Path.GetFileName(path)));
    }

    private string[] Mails() => Directory.Exists(mailFolder) ? Directory.GetFiles(mailFolder, "*.eml") : [];

    private void Say(DateTimeOffset now, string what)
    {
        var line = new StringBuilder().Append((now - began).ToString(@"mm\:ss", System.Globalization.CultureInfo.InvariantCulture)).Append("  ").Append(what);
        screen.Say(line.ToString());
    }
}
