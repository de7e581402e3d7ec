namespace FleetWatch.Ingest.Posts;

/// <summary>The whole post is refused: nothing of it can be told apart. Ends the request as problem details.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="reason">Code of the reason; Texts has a sentence for it. Never anything of the body.</param>
internal sealed class PostRefused(int status, string reason) : Exception(reason)
{
    public const string NotGzip = "body-not-gzip";
    public const string NotJson = "body-not-json";
    public const string Empty = "body-empty";
    public const string TooLarge = "body-too-large";
    public const string TooMany = "too-many-events";
    public const string Unsupported = "unsupported-form";
    public const string TooFast = "too-fast";
    public const string Overloaded = "overloaded";
    public const string BrokerAway = "broker-away";
    public const string BrokenOff = "body-broken-off";

    public int Status { get; } = status;
    public string Reason { get; } = reason;

    /// <summary>What the caller is told to wait; null: the usual, where the status asks for one.</summary>
    public int? RetryAfterSeconds { get; init; }
}
