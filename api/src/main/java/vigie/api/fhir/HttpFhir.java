package vigie.api.fhir;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.util.HttpHostResolver;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** What FHIR's routes share of requests and answers. */
@Singleton
public final class HttpFhir {
  /** Where all of FHIR is. */
  static final String ROOT = "/fhir";

  static final String CURSOR = "_cursor";

  private static final int COUNT_DEFAULT = 100;
  private static final int COUNT_MAX = 1_000;
  private static final Set<String> FORMATS =
      Set.of("json", "application/json", FhirJson.MEDIA_TYPE, "application/fhir json");
  private static final Pattern PATIENT = Pattern.compile("^(.*/)?Patient/");

  private final FhirJson json;
  private final HttpHostResolver hosts;

  /** Wired by the program. */
  public HttpFhir(FhirJson json, HttpHostResolver hosts) {
    this.json = json;
    this.hosts = hosts;
  }

  /** The server's address as the caller knows it, with {@link #ROOT}. */
  String base(HttpRequest<?> request) {
    return hosts.resolve(request) + ROOT;
  }

  /**
   * The patient whom a search is about: every one is about exactly one.
   *
   * @throws Refusal when none is named, or two
   */
  static UUID patient(@Nullable String patient, @Nullable String subject) {
    if (patient != null && subject != null && !patient.equals(subject)) {
      throw Refusal.invalid("subject", "must name the same patient as 'patient'");
    }
    String named = patient != null ? patient : subject;
    if (named == null) {
      throw Refusal.invalid("patient", "must name the patient whose record is asked for");
    }
    try {
      return UUID.fromString(PATIENT.matcher(named).replaceFirst(""));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("patient", "must be a patient's id, or Patient/ and the id");
    }
  }

  /** How many resources a page has at most. */
  static int count(@Nullable Integer asked) {
    if (asked != null && asked < 1) {
      throw Refusal.invalid("_count", "must be 1 or more");
    }
    return asked == null ? COUNT_DEFAULT : Math.min(asked, COUNT_MAX);
  }

  /** One resource. */
  HttpResponse<byte[]> answer(HttpRequest<?> request, Resource resource) {
    checkFormat(request);
    return HttpResponse.ok(json.bytes(resource)).contentType(MediaType.of(FhirJson.MEDIA_TYPE));
  }

  /** A page of resources that were found. */
  HttpResponse<byte[]> page(
      HttpRequest<?> request,
      FhirShelves shelves,
      @Nullable Integer count,
      @Nullable String cursor) {
    FhirShelves.Page page = shelves.page(cursor, count(count));
    return bundle(request, page.resources(), page.next());
  }

  /**
   * Resources that were found. How many there are in all is not said: it would cost a count of what
   * may not be shown.
   *
   * @param next cursor of the next page; null at the end
   */
  HttpResponse<byte[]> bundle(
      HttpRequest<?> request, List<? extends Resource> resources, @Nullable String next) {
    Bundle bundle = new Bundle();
    bundle.setType(BundleType.SEARCHSET);
    bundle.addLink().setRelation("self").setUrl(link(request, null));
    if (next != null) {
      bundle.addLink().setRelation("next").setUrl(link(request, next));
    }
    String base = base(request);
    for (Resource resource : resources) {
      Bundle.BundleEntryComponent entry = bundle.addEntry();
      entry.setFullUrl(
          base + "/" + resource.fhirType() + "/" + resource.getIdElement().getIdPart());
      entry.setResource(resource);
      entry.getSearch().setMode(SearchEntryMode.MATCH);
    }
    return answer(request, bundle);
  }

  /** The request's own address; with another cursor when one is given. */
  private String link(HttpRequest<?> request, @Nullable String cursor) {
    Map<String, List<String>> parameters = new TreeMap<>(request.getParameters().asMap());
    if (cursor != null) {
      parameters.put(CURSOR, List.of(cursor));
    }
    StringBuilder link = new StringBuilder(hosts.resolve(request)).append(request.getPath());
    char mark = '?';
    for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
      for (String value : parameter.getValue()) {
        link.append(mark).append(encoded(parameter.getKey())).append('=').append(encoded(value));
        mark = '&';
      }
    }
    return link.toString();
  }

  /** A comma divides alternatives and may stand as it is; readers of links look for it. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2C", ",");
  }

  /** A search parameter that stands twice means both at once, and is read for some only. */
  static void checkOnce(HttpRequest<?> request, String... names) {
    for (String name : names) {
      if (request.getParameters().getAll(name).size() > 1) {
        throw Refusal.invalid(name, "must stand once; several values stand in it by commas");
      }
    }
  }

  private static void checkFormat(HttpRequest<?> request) {
    String format = request.getParameters().get("_format");
    // A plus sign that nobody encoded arrives as a blank.
    if (format != null && !FORMATS.contains(format)) {
      throw new Refusal(
          ProblemCode.NOT_ACCEPTABLE, "_format: only application/fhir+json is served");
    }
  }
}
