namespace FleetWatch.Iso8583.Reading;

/// <summary>A message cannot be read; the only exception that reading throws.</summary>
public sealed class MessageException(ParseError error) : Exception(error.ToString())
{
    public ParseError Error { get; } = error;
}
