package vigie.reading;

/** Value and unit as the device sent them, kept when they were converted. */
public record Original(double value, String unit) {}
