package vigie.local;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A job to be kept running.
 *
 * @param name as people read it
 * @param id 32 hexadecimal digits, always the same for this job, so that its checkpoints are found
 *     again
 * @param entryClass the class whose {@code main} builds the job
 * @param arguments the program's arguments
 * @param parallelism how many slots it uses
 */
public record FlinkJob(
    String name, String id, String entryClass, List<String> arguments, int parallelism) {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  /** Checks the id and copies the arguments. */
  public FlinkJob {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "id of job " + name + " must be 32 hexadecimal digits, but is '" + id + "'");
    }
    if (parallelism < 1) {
      throw new IllegalArgumentException(
          "parallelism of job " + name + " must be at least 1, but is " + parallelism);
    }
    arguments = List.copyOf(arguments);
  }
}
