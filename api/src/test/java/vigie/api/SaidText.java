package vigie.api;

import java.util.regex.Pattern;

/** What an answer or a message says, for those who look whether a figure leaks in it. */
public final class SaidText {
  private static final Pattern ID_OR_TIME =
      Pattern.compile(
          "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}" + "|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z");

  private SaidText() {}

  /** Without UUIDs and instants: among their digits any figure may stand by chance. */
  public static String withoutIdsAndTimes(String text) {
    return ID_OR_TIME.matcher(text).replaceAll("…");
  }
}
