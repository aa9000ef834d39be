package vigie.api.fhir;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** What the OpenAPI description says of FHIR's routes. */
final class FhirDescription {
  private static final Set<String> SHAPE = Set.of("_count", "_cursor", "_sort");

  private FhirDescription() {}

  /** Each resource's interactions, operations and search parameters. */
  static Set<String> served() {
    Set<String> served = new TreeSet<>();
    try (InputStream in =
        FhirDescription.class.getResourceAsStream("/META-INF/swagger/openapi.yml")) {
      Map<String, Object> description = new Yaml().load(in);
      map(description.get("paths"))
          .forEach(
              (path, operations) -> {
                if (path.startsWith("/fhir/") && !path.equals("/fhir/metadata")) {
                  add(served, path.substring("/fhir/".length()), map(map(operations).get("get")));
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return served;
  }

  private static void add(Set<String> served, String path, Map<String, Object> operation) {
    String type = path.replaceFirst("/.*", "");
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (last.startsWith("$")) {
      served.add(type + " " + last);
    } else if (last.startsWith("{")) {
      served.add(type + " read");
    } else {
      served.add(type + " search-type");
      parameters(operation).stream()
          .filter(name -> !SHAPE.contains(name))
          .forEach(name -> served.add(type + " ?" + name));
    }
  }

  private static List<String> parameters(Map<String, Object> operation) {
    return operation.get("parameters") instanceof List<?> all
        ? all.stream().map(each -> String.valueOf(((Map<?, ?>) each).get("name"))).toList()
        : List.of();
  }

  @SuppressWarnings("unchecked") // YAML's maps have text keys here.
  private static Map<String, Object> map(@Nullable Object node) {
    return node == null ? Map.of() : (Map<String, Object>) node;
  }
}
