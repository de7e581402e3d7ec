using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;
using Xunit;

namespace FleetWatch.Unit.Detection;

public sealed class SymptomTableTests
{
    [Theory]
    [InlineData("14", "01", "TypedInvalidCard")]
    [InlineData("30", "01", "TypedInvalidCard")]
    [InlineData("14", "02", "GarbledNumber")]
    [InlineData("14", "80", "GarbledNumber")]
    [InlineData("14", "90", "GarbledNumber")]
    [InlineData("14", "05", "InvalidCard")]
    [InlineData("14", null, "InvalidCard")]
    [InlineData("30", "02", "FormatError")]
    [InlineData("45", "80", "ChipRead")]
    [InlineData("22", "05", "SignOn")]
    [InlineData("77", "07", "SignOn")]
    [InlineData("99", "05", "KeyError")]
    [InlineData("9Z", "05", "Other")]
    public void A_code_is_read_with_how_the_card_was(string code, string? mode, string symptom) =>
        Assert.Equal(symptom, SymptomTable.Of(new TransactionFailed { Id = "f", TerminalId = "T", OccurredAt = default, ResponseCode = code, EntryMode = mode }).ToString());

    [Fact]
    public void Every_symptom_is_told_by_a_code() =>
        Assert.All(Enum.GetValues<Symptom>(), symptom => Assert.NotEmpty(SymptomCodes.Of(symptom)));
}
