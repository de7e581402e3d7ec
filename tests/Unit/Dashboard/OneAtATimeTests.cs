using FleetWatch.Dashboard.Desk;
using Xunit;

namespace FleetWatch.Unit.Dashboard;

public sealed class OneAtATimeTests
{
    private readonly List<bool> drawn = [];
    private readonly OneAtATime acts;

    public OneAtATimeTests() => acts = new OneAtATime(() => drawn.Add(acts!.Busy)); // Nothing is drawn before it is there.

    [Fact]
    public async Task A_second_act_while_the_first_is_under_way_is_not_done()
    {
        var first = new TaskCompletionSource();
        var second = 0;

        var doing = acts.Do(() => first.Task);
        await acts.Do(() => Task.FromResult(second++));

        Assert.Equal(0, second);
        Assert.True(acts.Busy);
        Assert.False(doing.IsCompleted);
        Assert.Empty(drawn);

        first.SetResult();
        await doing;
        Assert.False(acts.Busy);
        await acts.Do(() => Task.FromResult(second++));
        Assert.Equal(1, second);
        Assert.Equal([false, false], drawn);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_act_that_throws_at_once_or_later_frees_the_buttons_and_its_exception_goes_on(bool later)
    {
        var held = new TaskCompletionSource();
        async Task Fail()
        {
            if (later)
                await held.Task;
            throw new InvalidOperationException("gone");
        }

        var doing = acts.Do(Fail);
        Assert.Equal(later, acts.Busy);
        held.SetResult();

        Assert.Equal("gone", (await Assert.ThrowsAsync<InvalidOperationException>(() => doing)).Message);
        Assert.Equal([false], drawn);
        await WorksAgain();
    }

    [Fact]
    public async Task An_act_that_is_not_even_begun_frees_the_buttons()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => acts.Do(() => throw new InvalidOperationException("gone")));

        Assert.Equal([false], drawn);
        await WorksAgain();
    }

    [Fact]
    public async Task An_act_that_is_cancelled_draws_the_buttons_free()
    {
        var doing = acts.Do(() => Task.FromCanceled(new CancellationToken(true)));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => doing);
        Assert.True(doing.IsCanceled);
        Assert.Equal([false], drawn);
        await WorksAgain();
    }

    private async Task WorksAgain()
    {
        var done = false;
        await acts.Do(() => Task.FromResult(done = true));
        Assert.True(done);
        Assert.False(acts.Busy);
    }
}
