using CsCheck;
using FleetWatch.Analysis.Steps;
using FleetWatch.Analysis.Storage;
using FleetWatch.Contracts;
using Xunit;

namespace FleetWatch.Unit.Analysis;

public sealed class StepLogTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 5, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_read_is_what_was_written_but_for_the_events_that_streams_hold() =>
        Entries.Sample(entry =>
        {
            var writer = new StepLogWriter();
            foreach (var fed in entry)
                writer.Add(fed);

            var read = StepLogReader.Read(writer.Written().ToArray());

            Assert.Equal(entry.Select(Described), read.Select(Described));
        });

    [Fact]
    public void Nothing_added_is_an_empty_entry() => Assert.True(new StepLogWriter().Written().IsEmpty);

    [Fact]
    public void An_entry_of_an_unknown_format_is_refused() =>
        Assert.Throws<InvalidDataException>(() => StepLogReader.Read([99, 1, 2]));

    private static Gen<TerminalEvent?> Events { get; } = Gen.OneOf<TerminalEvent?>(
        Gen.Int[0, 9].Select(number => (TerminalEvent?)new TransactionFailed { Id = $"f{number}", TerminalId = "T1", OccurredAt = Now }),
        Gen.Int[0, 9].Select(number => (TerminalEvent?)new TerminalHeartbeat { Id = $"h{number}", TerminalId = "T1", OccurredAt = Now, Attempts = number }),
        Gen.Int[0, 9].Select(number => (TerminalEvent?)new TransactionApproved { Id = $"a{number}", TerminalId = "终端", OccurredAt = Now }));

    private static Gen<Fed[]> Entries { get; } = Gen.OneOf<Fed>(
        Gen.Select(Gen.Guid, Events.Array[0, 300]).Select((id, events) => (Fed)new FedEvents(id, Now, events)),
        Gen.Guid.Select(id => (Fed)new FedRegistry(id, Now, [new TerminalRetired { TerminalId = "T1", At = Now }])),
        Gen.Int[0, 1000].Select(minutes => (Fed)new FedTick(Now.AddMinutes(minutes)))).Array[1, 12];

    private static string Described(Fed fed) => fed switch
    {
        FedEvents batch => $"{batch.BatchId} {batch.ReceivedAt:O} {string.Join(',', batch.Events.Select(at => at is TransactionFailed or null ? "stored" : at.ToString()))}",
        FedRegistry batch => $"{batch.BatchId} {batch.ReceivedAt:O} {string.Join(',', batch.Changes)}",
        _ => fed.ToString(),
    };
}
