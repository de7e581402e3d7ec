using FleetWatch.Contracts;
using FleetWatch.Explaining;
using FleetWatch.Explaining.Refusals;
using Xunit;

namespace FleetWatch.Unit.Explaining;

public sealed class RefusalTablesTests
{
    public static TheoryData<string> Languages() => [.. Words.Languages];

    [Fact]
    public void Every_cause_of_a_code_is_a_known_cause_and_every_family_has_its_everyday_rate()
    {
        Assert.All(RefusalTables.AllCodes, row =>
        {
            Assert.All(row.Causes, cause => Assert.NotNull(RefusalTables.Cause(cause.Cause)));
            Assert.InRange(row.Causes.Sum(cause => cause.Weight), 0.99, 1.01);
            Assert.InRange(RefusalTables.Everyday(row.Family), 1e-5, 0.05);
            Assert.InRange(RefusalTables.Concerned(row.Family), 0.1, 1);
        });
    }

    [Fact]
    public void Every_cause_of_the_contract_has_its_row()
    {
        var rows = RefusalTables.Causes.Select(row => row.Cause).ToHashSet();
        Assert.All(typeof(Causes).GetFields(), field => Assert.Contains((string)field.GetRawConstantValue()!, rows));
    }

    /// <summary>A finding of an acquirer's outage claims the failures that it made, whatever the host answered; a code whose row does not know it would be left to chance.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("01")]
    public void Whatever_a_host_out_of_order_may_answer_can_be_its_outage(string? entryMode)
    {
        foreach (var code in new[] { "96", "91", "92", "06", "20", "68", "98", "90", "05", "30", "12", "15", "31", "03", "58", "89", "97", "C1", "63", "77", "78", "99", "A0" })
        {
            var failure = new TransactionFailed { Id = "1", TerminalId = "T1", OccurredAt = default, ResponseCode = code, EntryMode = entryMode };
            Assert.True(RefusalTables.Code(failure, "iso-1987").Causes.Any(cause => cause.Cause == Causes.AcquirerOutage), code);
            Assert.True(RefusalTables.Code(failure, "unionpay-2015").Causes.Any(cause => cause.Cause == Causes.AcquirerOutage), code);
        }
    }

    [Theory]
    [InlineData("iso-1987")]
    [InlineData("unionpay-2015")]
    public void A_bank_that_refuses_all_of_its_cards_may_be_it(string scheme) =>
        Assert.All(new[] { "05", "12", "14", "30", "55", "63", "99", "A0", "68", "91" }, code => Assert.Contains(Causes.IssuerOutage,
            RefusalTables.Code(new TransactionFailed { Id = "1", TerminalId = "T1", OccurredAt = default, ResponseCode = code, EntryMode = "05" }, scheme).Causes.Select(cause => cause.Cause)));

    [Fact]
    public void A_witness_speaks_of_a_cause_or_a_seat_that_there_is()
    {
        var known = RefusalTables.Causes.Select(row => row.Cause).Concat(RefusalTables.Causes.Select(row => "@" + row.Seat)).ToHashSet();
        Assert.All(RefusalTables.Targets, target => Assert.Contains(target, known));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Everything_that_can_be_said_has_its_words(string language)
    {
        var words = Words.For(language, "Etc/UTC");
        Assert.All(RefusalTables.Causes, row => Assert.All(new[] { "cause", "meaning", "shop", "steps" }, part => Assert.NotNull(words.Find($"{part}.{row.Cause}"))));
        Assert.All(RefusalTables.Causes, row => Assert.NotNull(words.Find($"tell.{row.Tell}")));
        Assert.All(RefusalTables.Witnesses.Append("open-finding").Append("finding-otherwise"), witness => Assert.NotNull(words.Find($"fact.{witness}")));
        Assert.All(Enum.GetValues<BankCall>().Where(call => call != BankCall.Nobody), call => Assert.NotNull(words.Find($"pack.title.{call}")));
    }

    [Theory]
    [InlineData("62002202", "unionpay-2015")]
    [InlineData("81000000", "unionpay-2015")]
    [InlineData("41111111", "iso-1987")]
    [InlineData(null, "iso-1987")]
    public void A_card_of_UnionPay_is_judged_by_its_codes(string? bin, string scheme) => Assert.Equal(scheme, RefusalTables.SchemeOf(bin));

    [Fact]
    public void The_same_code_means_another_thing_in_another_scheme()
    {
        var failure = new TransactionFailed { Id = "1", TerminalId = "T1", OccurredAt = default, ResponseCode = "59", EntryMode = "02" };
        Assert.Equal("read-stripe", RefusalTables.Code(failure, "unionpay-2015").Family);
        Assert.Equal("fraud", RefusalTables.Code(failure, "iso-1987").Family);
    }
}
