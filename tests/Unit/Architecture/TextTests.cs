using System.Xml.Linq;
using Xunit;

namespace FleetWatch.Unit.Architecture;

/// <summary>Whatever is said to a person is said in English and in Simplified Chinese.</summary>
public sealed class TextTests
{
    private static IEnumerable<string> English() => new[] { "services", "shared" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*.resx", SearchOption.AllDirectories))
        .Where(file => !file.EndsWith(".zh-Hans.resx", StringComparison.Ordinal));

    [Fact]
    public void Every_text_exists_in_both_languages()
    {
        var wrong = from file in English()
                    let chinese = Path.ChangeExtension(file, ".zh-Hans.resx")
                    let missing = File.Exists(chinese) ? Names(file).Except(Names(chinese)).Concat(Names(chinese).Except(Names(file))) : ["the whole file"]
                    from name in missing
                    select $"{Checkout.Relative(chinese)}: {name}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Both_languages_fill_the_same_gaps()
    {
        var wrong = from file in English()
                    let chinese = Path.ChangeExtension(file, ".zh-Hans.resx")
                    where File.Exists(chinese)
                    from pair in Texts(file).Join(Texts(chinese), text => text.Key, text => text.Key, (one, other) => (one.Key, One: one.Value, Other: other.Value))
                    where !Gaps(pair.One).SetEquals(Gaps(pair.Other))
                    select $"{Checkout.Relative(chinese)}: {pair.Key}";

        Assert.Empty(wrong);
    }

    private static HashSet<string> Gaps(string text) =>
        [.. System.Text.RegularExpressions.Regex.Matches(text, @"\{(\w+)").Select(match => match.Groups[1].Value)];

    private static IEnumerable<string> Names(string file) => Texts(file).Select(text => text.Key);

    private static Dictionary<string, string> Texts(string file) => XDocument.Load(file).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);
}
