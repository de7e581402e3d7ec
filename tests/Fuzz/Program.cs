using System.CommandLine;
using FleetWatch.Fuzz;
using FleetWatch.Iso8583.Tables;

// Before anything of the codec runs: instrumented code writes to its map from the first branch on.
var coverage = new Coverage();
var minutes = new Option<double>("--minutes") { Description = "How long.", DefaultValueFactory = _ => 60 };
var seed = new Option<int>("--seed") { Description = "Of chance.", DefaultValueFactory = _ => 1 };
var samples = new Option<string?>("--samples") { Description = "A folder of real messages to begin with (*.dat raw, *.hex hexadecimal)." };
var found = new Option<string>("--found") { Description = "Where inputs that break something are kept.", DefaultValueFactory = _ => "found" };
var table = new Option<string>("--table") { Description = "A ready table or a file.", DefaultValueFactory = _ => ReadyTables.Iso87Ascii };
var count = new Option<int>("--count") { Description = "How many messages.", DefaultValueFactory = _ => 2000 };
var hex = new Option<string?>("--hex") { Description = "A file that gets the messages as our writer writes them." };
var draftsFile = new Argument<string>("drafts") { Description = "What another program says of the messages." };
var messagesFile = new Argument<string>("messages") { Description = "The messages in hexadecimal." };

var drafts = new Command("drafts", "Makes messages up, as JSON lines for another program.") { table, count, seed, hex };
drafts.SetAction(given => Drafts.Write(Seeds.Table(given.GetRequiredValue(table)), given.GetValue(count), given.GetValue(seed), given.GetValue(hex)));
var compare = new Command("compare", "Whether our reader agrees with another program; see client/ and tshark.sh.") { draftsFile, messagesFile, table };
compare.SetAction(given => Comparison.Run(Seeds.Table(given.GetRequiredValue(table)), given.GetRequiredValue(draftsFile), given.GetRequiredValue(messagesFile)));
var command = new RootCommand("Feeds changed ISO 8583 messages to the codec, led by the branches that they reach. See run.sh.")
{
    minutes, seed, samples, found, drafts, compare,
};
command.SetAction(given => new FuzzRun(coverage, Seeds.All(given.GetValue(samples)), given.GetValue(seed), given.GetRequiredValue(found))
    .Run(TimeSpan.FromMinutes(given.GetValue(minutes))));
return await command.Parse(args).InvokeAsync();
