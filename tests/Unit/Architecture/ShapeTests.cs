using System.Xml.Linq;
using Xunit;

namespace FleetWatch.Unit.Architecture;

/// <summary>The shape that keeps the code readable: short files, plain names, one way to log.</summary>
public sealed class ShapeTests
{
    private static readonly string[] Product = ["services", "shared"];

    [Fact]
    public void No_file_is_over_300_lines()
    {
        var wrong = from file in Checkout.Sources("services", "shared", "tests")
                    let lines = File.ReadLines(file).Count()
                    where lines > 300
                    select $"{Checkout.Relative(file)}: {lines}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_program_is_a_table_of_contents()
    {
        var wrong = from file in Checkout.Sources("services")
                    where Path.GetFileName(file) == "Program.cs" && File.ReadLines(file).Count() > 40
                    select Checkout.Relative(file);

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("Helper")]
    [InlineData("Manager")]
    [InlineData("Utils")]
    [InlineData("Processor")]
    [InlineData("Dto")]
    [InlineData("GlobalUsings")]
    public void A_file_is_named_for_what_it_computes(string suffix)
    {
        var wrong = from file in Checkout.Sources(Product)
                    where Path.GetFileNameWithoutExtension(file).EndsWith(suffix, StringComparison.Ordinal)
                    select Checkout.Relative(file);

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("#region")]
    [InlineData("{@")]
    [InlineData("NotImplementedException")]
    [InlineData("async void")]
    public void Some_things_are_never_written(string text)
    {
        var wrong = from file in Checkout.Sources(Product)
                    where File.ReadAllText(file).Contains(text, StringComparison.Ordinal)
                    select Checkout.Relative(file);

        Assert.Empty(wrong);
    }

    [Fact]
    public void Logging_goes_through_generated_messages()
    {
        string[] direct = [".LogInformation(", ".LogWarning(", ".LogError(", ".LogDebug(", ".LogCritical(", ".LogTrace("];
        var wrong = from file in Checkout.Sources(Product)
                    let text = File.ReadAllText(file)
                    from call in direct
                    where text.Contains(call, StringComparison.Ordinal)
                    select $"{Checkout.Relative(file)}: {call}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_decision_record_is_short()
    {
        var wrong = from file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, "infra", "decisions"), "*.md")
                    let lines = File.ReadLines(file).Count()
                    where lines >= 40
                    select $"{Checkout.Relative(file)}: {lines}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void MassTransit_stays_on_the_free_line()
    {
        var versions = XDocument.Load(Path.Combine(Checkout.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Where(package => package.Attribute("Include")!.Value.StartsWith("MassTransit", StringComparison.Ordinal))
            .Select(package => package.Attribute("Version")!.Value);

        Assert.All(versions, version => Assert.StartsWith("[8.5.", version));
    }
}
