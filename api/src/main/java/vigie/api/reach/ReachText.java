package vigie.api.reach;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import vigie.api.notify.JsonMessages;
import vigie.api.notify.Message;
import vigie.api.notify.MessageKind;
import vigie.api.notify.Words;

/** The warnings of the nightly check: to operators by ids, to patients without any. Pure. */
final class ReachText {
  private static final int IDS_MAX = 50;

  private ReachText() {}

  /**
   * To an operator.
   *
   * @param found patients for whom nobody could be reached
   * @param oneChannel people who would be told of a CRITICAL alert in one way only
   */
  static Message operator(UUID id, List<UUID> found, List<UUID> oneChannel, String language) {
    return JsonMessages.service(
        id,
        MessageKind.UNREACHABLE.name(),
        MessageKind.OPERATOR_UNREACHABLE,
        Words.of(language),
        Map.of(
            "nobody",
            some(found),
            "patients",
            lines(found),
            "oneChannel",
            some(oneChannel),
            "people",
            lines(oneChannel)),
        Map.of());
  }

  private static String some(List<UUID> ids) {
    return ids.isEmpty() ? "" : Integer.toString(ids.size());
  }

  private static String lines(List<UUID> ids) {
    return ids.stream().limit(IDS_MAX).map(UUID::toString).collect(Collectors.joining("\n"));
  }

  /** To a patient. */
  static Message patient(UUID id, String language) {
    return JsonMessages.service(
        id, MessageKind.UNREACHABLE, Words.of(language), Map.of(), Map.of());
  }
}
