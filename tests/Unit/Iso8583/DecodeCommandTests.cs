using FleetWatch.Simulator.Console;
using FleetWatch.Unit.Simulator;
using Xunit;

namespace FleetWatch.Unit.Iso8583;

public sealed class DecodeCommandTests
{
    private const string Decline = "02104200000002800000" + "166224242300000069" + "000012" + "91" + "T0000069";

    [Fact]
    public async Task Shows_fields_and_what_codes_mean_and_masks_the_card()
    {
        var run = await CommandRun.OfAsync("decode", "02104020000002800000" + "166224242300000069" + "000012" + "91" + "T0000069");

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Contains("622424**********", run.Out);
        Assert.Contains("DE39   91  (Response code: the issuer or its switch cannot be reached)", run.Out);
        Assert.Contains("DE41   T0000069  (Terminal)", run.Out);
        Assert.DoesNotContain("6224242300000069", run.Out);
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_is_refused_with_field_offset_and_reason()
    {
        var run = await CommandRun.OfAsync("decode", Decline);

        Assert.Equal(ExitCode.Unusable, run.Code);
        Assert.Contains("at byte", run.Error);
        Assert.DoesNotContain("6224242300000069", run.Error);
    }

    [Fact]
    public async Task An_unknown_table_is_refused_with_the_known_ones()
    {
        var run = await CommandRun.OfAsync("decode", "0200", "--table", "iso99");

        Assert.Equal(ExitCode.Unusable, run.Code);
        Assert.Contains("unionpay-pos", run.Error);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var run = await CommandRun.OfAsync("decode", "nowhere/message.hex");

        Assert.Equal(ExitCode.Unusable, run.Code);
        Assert.Contains("nowhere/message.hex", run.Error);
    }
}
