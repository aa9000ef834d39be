package vigie.cli.replay;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import vigie.cli.export.Export;

/**
 * What a replay did.
 *
 * @param export what was read, with every row accounted for
 * @param patients the API's ids by the export's names
 * @param messages published, each one acknowledged
 * @param acknowledged messages acknowledged
 * @param published every reading, device by device in the order sent
 */
public record ReplayResult(
    Export export,
    Map<String, UUID> patients,
    long messages,
    long acknowledged,
    List<PublishedReading> published) {
  /** Copies what is small; the readings are taken as they are. */
  public ReplayResult {
    patients = Map.copyOf(patients);
  }
}
