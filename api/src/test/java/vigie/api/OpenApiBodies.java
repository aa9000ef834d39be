package vigie.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** What requests may hold, as the description says. */
final class OpenApiBodies {
  private final Map<String, Object> schemas;
  private final Map<String, Map<String, Object>> byRoute = new LinkedHashMap<>();

  /** One kind of object in a request. */
  record Body(String name, Map<String, Object> schema) {
    String description() {
      return text(schema.get("description"));
    }

    Set<String> fields() {
      return map(schema.get("properties")).keySet();
    }

    Set<String> needed() {
      Set<String> needed = new TreeSet<>();
      if (schema.get("required") instanceof List<?> names) {
        names.forEach(name -> needed.add(name.toString()));
      }
      return needed;
    }

    boolean mayBeNull(String field) {
      return Boolean.TRUE.equals(property(field).get("nullable"));
    }

    String description(String field) {
      return text(property(field).get("description"));
    }

    private Map<String, Object> property(String field) {
      return map(map(schema.get("properties")).get(field));
    }
  }

  private OpenApiBodies(Map<String, Object> description) {
    schemas = map(map(description.get("components")).get("schemas"));
    map(description.get("paths"))
        .forEach(
            (path, operations) ->
                map(operations)
                    .forEach(
                        (method, operation) -> {
                          Map<String, Object> content =
                              map(map(map(operation).get("requestBody")).get("content"));
                          Map<String, Object> json = map(content.get("application/json"));
                          if (!json.isEmpty()) {
                            String route = method.toUpperCase(Locale.ROOT) + " " + path;
                            byRoute.put(route, map(json.get("schema")));
                          }
                        }));
  }

  static OpenApiBodies read() {
    try (InputStream in =
        OpenApiBodies.class.getResourceAsStream("/META-INF/swagger/openapi.yml")) {
      return new OpenApiBodies(new Yaml().load(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of all routes, and the objects within them. */
  List<Body> all() {
    Map<String, Body> found = new LinkedHashMap<>();
    byRoute.values().forEach(schema -> collect(schema, found));
    return List.copyOf(found.values());
  }

  Body named(String name) {
    return new Body(name, map(schemas.get(name)));
  }

  /** What this route takes, such as {@code POST /people}. */
  Body of(String route) {
    Map<String, Object> schema = byRoute.get(route);
    if (schema == null) {
      throw new IllegalArgumentException("no body is described of " + route);
    }
    return named(name(schema));
  }

  private void collect(Map<String, Object> schema, Map<String, Body> found) {
    if (schema.isEmpty()) {
      return;
    }
    String name = name(schema);
    Map<String, Object> whole = name.isEmpty() ? schema : map(schemas.get(name));
    boolean known = found.containsKey(name);
    if (!name.isEmpty() && whole.containsKey("properties")) {
      found.put(name, new Body(name, whole));
    }
    if (!known) {
      map(whole.get("properties")).values().forEach(property -> collect(map(property), found));
      collect(map(whole.get("items")), found);
      if (whole.get("allOf") instanceof List<?> parts) {
        parts.forEach(part -> collect(map(part), found));
      }
    }
  }

  private static String name(Map<String, Object> schema) {
    return text(schema.get("$ref")).replaceFirst(".*/", "");
  }

  private static String text(@Nullable Object node) {
    return node == null ? "" : node.toString();
  }

  @SuppressWarnings("unchecked") // YAML's maps have text keys here.
  private static Map<String, Object> map(@Nullable Object node) {
    return node == null ? Map.of() : (Map<String, Object>) node;
  }
}
