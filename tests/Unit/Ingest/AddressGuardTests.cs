using FleetWatch.Ingest.Sanitising;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace FleetWatch.Unit.Ingest;

public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("/v1/terminals/4111111111111111", "", "", "Number")]
    [InlineData("/v1/terminals/T1", "?siteId=4111%201111%201111%201111", "", "Number")]
    [InlineData("/v1/terminals/T1", "?4111111111111111=x", "", "Number")]
    [InlineData("/v1/events", "", "pos/4111111111111111", "Number")]
    [InlineData("/v1/terminals", "?merchantId=898110057340001&after=T000100", "curl/8.0", "None")]
    [InlineData("/v1/events", "", "", "None")]
    public void Finds_card_data_in_an_address(string path, string query, string agent, string expected)
    {
        var request = new DefaultHttpContext().Request;
        request.Path = path;
        request.QueryString = new QueryString(query);
        request.Headers.UserAgent = agent;

        Assert.Equal(expected, AddressGuard.Find(request).ToString());
    }
}
