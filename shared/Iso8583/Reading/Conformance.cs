namespace FleetWatch.Iso8583.Reading;

/// <summary>How much of a message is checked.</summary>
public enum Conformance
{
    /// <summary>That it can be read to its last byte and that every field holds what its kind allows.</summary>
    WireOnly,

    /// <summary>Also that fields which the message type needs are there, and none that it forbids.</summary>
    Presence,
}
