package vigie.intake.decode;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.device.DeviceStatus.State;
import vigie.reading.RejectionReason;

/**
 * Reads what a device says of itself: {@code {"state":"charging","battery":87,"ts":1772433670000}}.
 * Only the state must be there.
 */
public final class JsonStatusDecoder {
  private static final Map<String, State> STATES =
      Map.of(
          "online", State.ONLINE,
          "offline", State.OFFLINE,
          "charging", State.CHARGING,
          "off-wrist", State.OFF_WRIST);

  private final JsonInput input = JsonInput.ofShortTexts();

  /** Safe for several threads. */
  public JsonStatusDecoder() {}

  /**
   * What a device said; each field is null when it did not say it, or could not be read.
   *
   * @param state what it does
   * @param battery percent, 0 to 100
   * @param ts milliseconds since 1970
   * @param refusal why it is refused; null when it is taken, and then there is a state
   */
  public record SentStatus(
      @Nullable State state,
      @Nullable Integer battery,
      @Nullable Long ts,
      @Nullable Refusal refusal) {
    static SentStatus refused(Refusal refusal) {
      return new SentStatus(null, null, null, refusal);
    }
  }

  /** Reads a payload. */
  public SentStatus decode(byte[] payload) {
    SentStatus[] read = new SentStatus[1];
    Decoded decoded =
        input.tree(
            payload,
            root -> {
              read[0] = status(root);
              return new Decoded(List.of(), null, 0, 0);
            });
    Refusal refusal = decoded.refusal();
    return refusal == null ? read[0] : SentStatus.refused(refusal);
  }

  private static SentStatus status(Node root) {
    State state = STATES.get(root.get("state").text());
    if (state == null) {
      return bad("state must be one of online, offline, charging, off-wrist");
    }
    Node battery = root.get("battery");
    if (battery.present() && !isWhole(battery, 100)) {
      return bad("battery must be a whole number of percent, from 0 to 100");
    }
    Node ts = root.get("ts");
    if (ts.present() && !isWhole(ts, 1e15)) {
      return bad("ts must be milliseconds since 1970");
    }
    return new SentStatus(
        state,
        battery.present() ? (int) battery.number() : null,
        ts.present() ? (long) ts.number() : null,
        null);
  }

  private static boolean isWhole(Node node, double max) {
    return node.finite()
        && node.number() == Math.rint(node.number())
        && node.number() >= 0
        && node.number() <= max;
  }

  private static SentStatus bad(String detail) {
    return SentStatus.refused(new Refusal(RejectionReason.BAD_VALUE, detail));
  }
}
