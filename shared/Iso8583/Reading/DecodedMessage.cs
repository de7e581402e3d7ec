using System.Globalization;

namespace FleetWatch.Iso8583.Reading;

/// <summary>A message for people to read: what may be shown of it, and nothing else.</summary>
/// <param name="Mti">Four digits.</param>
/// <param name="Fields">The fields in the order of the message.</param>
public sealed record DecodedMessage(string Mti, IReadOnlyList<DecodedField> Fields)
{
    /// <returns>The field, or null where the message does not have it.</returns>
    public DecodedField? Field(int number) => Fields.FirstOrDefault(field => field.Number == number);

    /// <summary>Takes from a message what may be shown.</summary>
    public static DecodedMessage Of(MessageView message)
    {
        var fields = new List<DecodedField>();
        for (var field = message.Layout.Next(1); field > 0; field = message.Layout.Next(field))
            if (message.Table.Rule(field) is { } rule)
                fields.Add(new DecodedField(rule, message.Text(field)));
        return new DecodedMessage(message.Mti.ToString("0000", CultureInfo.InvariantCulture), fields);
    }
}
