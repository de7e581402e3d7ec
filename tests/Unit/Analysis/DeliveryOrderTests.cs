using CsCheck;
using FleetWatch.Analysis.Fleets;
using FleetWatch.Analysis.Steps;
using Xunit;

namespace FleetWatch.Unit.Analysis;

public sealed class DeliveryOrderTests
{
    [Fact]
    public void Gives_back_the_queues_order_whatever_the_order_of_arrival() =>
        Gen.Shuffle(Enumerable.Range(1, 30).ToArray()).Sample(arrivals =>
        {
            var order = new DeliveryOrder();
            var released = arrivals.SelectMany(tag => order.Arrive("c", (ulong)tag, Numbered(tag))).Select(Number);
            Assert.Equal(Enumerable.Range(1, 30), released);
        });

    [Fact]
    public void Does_not_wait_for_a_delivery_that_never_reached_the_consumer()
    {
        var order = new DeliveryOrder();

        Assert.Empty(order.Arrive("c", 2, Numbered(2)));
        Assert.Equal([2], order.Arrive("c", 1, null).Select(Number));
    }

    [Fact]
    public void Begins_again_with_a_new_consumer()
    {
        var order = new DeliveryOrder();
        order.Arrive("old", 1, Numbered(1));
        order.Arrive("old", 3, Numbered(3));

        Assert.Equal([3, 4], order.Arrive("new", 1, Numbered(4)).Select(Number));
        Assert.Equal([5], order.Arrive("new", 2, Numbered(5)).Select(Number));
    }

    [Fact]
    public void A_straggler_of_a_lost_connection_does_not_stop_the_consumer_that_reads_now()
    {
        var order = new DeliveryOrder();
        order.Arrive("old", 1, Numbered(1));
        order.Arrive("new", 1, Numbered(2));

        Assert.Empty(order.Arrive("old", 2, null));
        Assert.Equal([3], order.Arrive("old", 3, Numbered(3)).Select(Number));
        Assert.Equal([4], order.Arrive("new", 2, Numbered(4)).Select(Number));
    }

    private static Delivery Numbered(int number) => new(number, [], null);

    private static int Number(Delivery delivery) => (int)delivery.Message;
}
