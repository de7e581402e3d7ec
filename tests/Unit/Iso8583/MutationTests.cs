using CsCheck;
using FleetWatch.Iso8583.Privacy;
using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;
using Xunit;

namespace FleetWatch.Unit.Iso8583;

public sealed class MutationTests
{
    private static readonly FieldTable[] Tables = [.. ReadyTables.Names.Select(ReadyTables.Load), FieldTableFile.Read("vendor", new StringReader(VendorTable.Csv))];

    [Fact]
    public void Any_bytes_are_read_or_refused_and_nothing_else() => Gen.Select(Gen.Byte.Array[0, 400], Gen.Int[0, Tables.Length - 1])
        .Sample((bytes, table) => ReadAll(bytes, Tables[table]), iter: 20_000);

    [SkippableFact]
    public void A_real_message_with_changed_bytes_is_read_or_refused_and_nothing_else()
    {
        var real = RealMessages.All().ToArray();
        Gen.Select(Gen.Int[0, real.Length - 1], Gen.Select(Gen.Int[0, 1000], Gen.Byte).Array[1, 8], Gen.Int[0, 1000]).Sample((which, changes, cut) =>
        {
            var (message, table) = real[which];
            var changed = message.ToArray();
            foreach (var (place, value) in changes)
                changed[place % changed.Length] = value;
            ReadAll(changed[..(cut < 900 ? changed.Length : cut % changed.Length)], table);
        }, iter: 50_000);
    }

    [SkippableFact]
    public void Reading_does_not_allocate()
    {
        var real = RealMessages.All().ToArray();
        var readers = real.Select(pair => new MessageReader(pair.Table)).ToArray();
        var layout = new MessageLayout();
        for (var warm = 0; warm < 3; warm++)
            for (var each = 0; each < real.Length; each++)
                readers[each].TryRead(real[each].Message, layout, out _, out _);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var each = 0; each < real.Length; each++)
            readers[each].TryRead(real[each].Message, layout, out _, out _);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_message_longer_than_a_frame_can_be_is_refused()
    {
        var reader = new MessageReader(Tables[0]);

        Assert.False(reader.TryRead(new byte[MessageReader.LongestMessage + 1], new MessageLayout(), out _, out var error));

        Assert.Equal(ParseReason.MessageTooLong, error.Reason);
        Assert.Throws<MessageException>(() => { reader.Join(Pieces.Of(new byte[MessageReader.LongestMessage + 1], 9000)); });
    }

    private static void ReadAll(byte[] bytes, FieldTable table)
    {
        var layout = new MessageLayout();
        if (!new MessageReader(table, Conformance.Presence).TryRead(bytes, layout, out var view, out var error))
        {
            Assert.NotEqual(ParseReason.Unknown, error.Reason);
            Assert.InRange(error.Offset, 0, Math.Max(bytes.Length, table.PrefixBytes));
            Assert.NotEmpty(error.ToString());
            return;
        }
        var shown = DecodedMessage.Of(view).Fields.Sum(field => field.Value?.Length ?? 0);
        Assert.InRange(shown, 0, bytes.Length * 4);
        Assert.InRange(view.Bin(BinPolicy.EightOfSixteen), -1, 99_999_999);
    }
}
