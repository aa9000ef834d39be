package vigie.cli.backtest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule to try, as its file has it.
 *
 * @param id of the rule
 * @param fields as JSON has them: maps, lists, texts, numbers
 */
record Candidate(String id, Map<String, @Nullable Object> fields) {
  /** Copies what could change. */
  Candidate {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
