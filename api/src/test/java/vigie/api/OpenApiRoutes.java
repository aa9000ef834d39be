package vigie.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** The routes of the description that the program serves. */
final class OpenApiRoutes {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  /**
   * One route.
   *
   * @param open says of itself that it needs no token
   * @param body a JSON text of the right kind; null when it takes none
   */
  record Route(String method, String path, boolean open, @Nullable String body) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private OpenApiRoutes() {}

  /** The route's path; FHIR's searches name the patient behind it. */
  static String asked(Route route, UUID patient) {
    return route.path().startsWith("/fhir/")
        ? route.path() + "?patient=" + patient + "&_id=" + patient
        : route.path();
  }

  static List<Route> read() {
    try (InputStream in =
        OpenApiRoutes.class.getResourceAsStream("/META-INF/swagger/openapi.yml")) {
      Map<String, Object> description = new Yaml().load(in);
      List<Route> routes = new ArrayList<>();
      map(description.get("paths"))
          .forEach(
              (path, operations) ->
                  map(operations)
                      .forEach(
                          (method, operation) -> {
                            if (METHODS.contains(method)) {
                              routes.add(route(method, path, map(operation)));
                            }
                          }));
      return routes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Route route(String method, String path, Map<String, Object> operation) {
    boolean open = !operation.containsKey("security");
    return new Route(
        method.toUpperCase(Locale.ROOT),
        path,
        open,
        operation.containsKey("requestBody") ? sample(path) : null);
  }

  /** Sound enough to be read: a body that cannot be is refused before anybody is asked. */
  private static String sample(String path) {
    return switch (path) {
      case "/people" ->
          "{\"username\":\"x\",\"role\":\"PATIENT\",\"firstName\":\"A\",\"lastName\":\"B\"}";
      case "/patients/{id}/mandates/{representative}" ->
          "{\"scopes\":[\"READ\"],\"basis\":\"COURT_DECISION\",\"proof\":\"deed\","
              + "\"until\":\"2036-01-01T00:00:00Z\"}";
      case "/patients/{id}/holds" ->
          "{\"reason\":\"a dispute\",\"until\":\"2036-01-01T00:00:00Z\"}";
      case "/patients/{id}/episodes" ->
          "{\"name\":\"hip\",\"members\":[],\"until\":\"2036-01-01T00:00:00Z\"}";
      case "/patients/{id}/episodes/{episode}/acceptance" -> "{\"categories\":[\"ALL\"]}";
      case "/patients/{id}/restrictions/{metric}" -> "{\"reason\":\"doubt\"}";
      case "/patients/{id}/objections" -> "{\"scope\":\"PROCESSING\",\"reason\":\"mine\"}";
      case "/objections/{objection}/decision" -> "{\"upheld\":false,\"grounds\":\"none\"}";
      case "/patients/{id}/requests" -> "{\"kind\":\"OTHER\",\"text\":\"mine\"}";
      case "/patients/{id}/readings/corrections" ->
          "{\"metric\":\"heart-rate\",\"device\":\"strap\",\"value\":60,"
              + "\"effective\":\"2026-03-02T08:00:00Z\",\"reason\":\"mistyped\"}";
      case "/requests/{asked}/answer", "/people/{id}/requests/{asked}/answer" ->
          "{\"granted\":false,\"grounds\":\"none\"}";
      case "/requests/{asked}/extension" -> "{\"reason\":\"much to do\"}";
      case "/patients/{id}/transfers" ->
          "{\"endpoint\":\"https://127.0.0.1/fhir\",\"region\":\"FR\"}";
      case "/patients/{id}/masks" -> "{\"category\":\"SLEEP\"}";
      case "/patients/{id}/emergency-accesses" -> "{\"kind\":\"VITAL\",\"reason\":\"coma\"}";
      case "/emergency-accesses/{id}/review" -> "{\"justified\":true,\"finding\":\"coma\"}";
      case "/patients/{id}/events/{event}", "/patients/{id}/events/{event}/amendments" ->
          "{\"kind\":\"laboratory-result\",\"title\":\"x\",\"from\":\"2026-03-02T08:00:00Z\"}";
      case "/patients/{id}/sources/{metric}" -> "{\"devices\":[]}";
      case "/patients/{id}/shares" ->
          "{\"recipient\":\"00000000-0000-0000-0000-000000000001\",\"events\":[],"
              + "\"until\":\"2036-01-01T00:00:00Z\"}";
      case "/patients/{id}/flags" -> "[\"NEUTROPENIA\"]";
      case "/patients/{id}/grants/{grantee}" -> "{\"categories\":[\"HEART_RATE\"]}";
      case "/patients/{id}/limits/{ruleId}" -> "{\"limit\":120,\"reason\":\"trained\"}";
      case "/patients/{id}/devices/{device}/certificate" -> "{\"request\":\"none\"}";
      case "/patients/{id}/devices/{device}" -> "{\"kind\":\"strap\"}";
      case "/people/{id}/channels/{channel}" -> "{\"address\":\"a@vigie.test\"}";
      case "/people/{id}/channels/{channel}/verification" -> "{\"code\":\"1\"}";
      case "/people/{id}/session/proof" -> "{\"password\":\"password of PATIENT\"}";
      case "/people/{id}/phone" -> "{\"phone\":\"+33612345678\"}";
      case "/people/{id}/ins" ->
          "{\"matricule\":\"255081416802538\",\"oid\":\"1.2.250.1.213.1.4.8\"}";
      case "/people/{id}/second-factor/confirmation" -> "{\"code\":\"1\"}";
      case "/people/{id}/password" ->
          "{\"current\":\"password of PATIENT\",\"wanted\":\"password of PATIENT\"}";
      case "/patients/{id}/audit/{seq}/report" -> "{\"note\":\"not right\"}";
      case "/audit/reports/{report}/answer" -> "{\"answer\":\"it was\"}";
      case "/people/{id}/retention" -> "{\"activeYears\":5,\"archiveYears\":15}";
      case "/breaches" ->
          "{\"what\":\"a laptop\",\"begins\":\"2026-01-01T00:00:00Z\","
              + "\"ends\":\"2026-01-02T00:00:00Z\"}";
      case "/breaches/{id}/notification" ->
          "{\"toldAt\":\"2026-01-01T00:00:00Z\",\"reference\":\"1\"}";
      case "/policies" ->
          "{\"version\":\"2\",\"effective\":\"2026-01-01T00:00:00Z\",\"french\":\"a\","
              + "\"english\":\"b\"}";
      case "/rules/{id}/off" -> "{\"until\":\"2026-03-02T00:00:00Z\",\"reason\":\"faulty\"}";
      case "/rules/{id}/on" -> "{\"reason\":\"mended\"}";
      case "/rules/{id}/trial" ->
          "{\"rule\":{},\"patients\":[\"00000000-0000-0000-0000-000000000001\"],"
              + "\"from\":\"2026-03-01T00:00:00Z\",\"to\":\"2026-03-02T00:00:00Z\"}";
      default -> "{}";
    };
  }

  @SuppressWarnings("unchecked") // YAML's maps have text keys here.
  private static Map<String, Object> map(@Nullable Object node) {
    return node == null ? Map.of() : (Map<String, Object>) node;
  }
}
