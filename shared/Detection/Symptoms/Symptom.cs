namespace FleetWatch.Detection.Symptoms;

/// <summary>How one attempt, or one due heartbeat, went wrong: codes that mean the same to whoever looks for the cause.</summary>
internal enum Symptom : byte
{
    Other,
    NoSignal,
    ConnectTimeout,
    ResponseTimeout,
    StripeRead,
    ChipRead,
    ContactlessRead,
    PinPad,
    Software,
    TypedInvalidCard,
    InvalidCard,
    FormatError,
    NotPermittedCard,
    NoSuchIssuer,
    NotSupported,
    RestrictedCard,
    DoNotHonour,
    WrongPin,
    PinTries,
    InvalidTransaction,
    AmountLimit,
    InvalidAmount,
    FrequencyLimit,
    Funds,
    Expired,
    InvalidMerchant,
    NotPermittedTerminal,
    IssuerDown,
    SystemError,
    LateAnswer,
    CutOff,
    NoRoute,
    Suspicious,
    TerminalUnknown,
    KeyError,
    Reported,

    /// <summary>Terminal and host no longer agree on their session: it has to sign on, or to load its parameters, anew.</summary>
    SignOn,

    /// <summary>A number off a stripe that no bank knows.</summary>
    GarbledNumber,

    /// <summary>A heartbeat that was due and did not come.</summary>
    Silence,
}
