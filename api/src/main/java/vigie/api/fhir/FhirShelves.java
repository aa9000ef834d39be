package vigie.api.fhir;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import vigie.api.web.Refusal;

/**
 * Several shelves, one behind the other, given page by page. A page goes on where its cursor says,
 * whatever was added or taken away meanwhile: nothing comes twice, and nothing that stood there all
 * the time is left out.
 */
final class FhirShelves {
  private static final String BAR = "|";

  private final TreeMap<String, FhirShelf> shelves = new TreeMap<>();

  /**
   * Some resources.
   *
   * @param resources in order
   * @param next where to go on; null at the end
   */
  record Page(List<Resource> resources, @Nullable String next) {}

  /** A shelf alone. */
  static FhirShelves of(FhirShelf shelf) {
    FhirShelves alone = new FhirShelves();
    alone.put("0", shelf);
    return alone;
  }

  /** Adds a shelf; they stand by their names. */
  void put(String name, FhirShelf shelf) {
    shelves.put(name, shelf);
  }

  /**
   * The next resources.
   *
   * @param cursor of the page before; null for the first
   * @param count how many at most, from 1
   * @throws Refusal when no page had this cursor
   */
  Page page(@Nullable String cursor, int count) {
    String name = shelves.isEmpty() ? "" : shelves.firstKey();
    String key = null;
    if (cursor != null) {
      String place = decode(cursor);
      int bar = place.indexOf(BAR);
      if (bar < 0) {
        throw unknown();
      }
      name = place.substring(0, bar);
      // An empty key is the beginning of a shelf.
      key = bar + 1 == place.length() ? null : place.substring(bar + 1);
    }
    List<Resource> resources = new ArrayList<>();
    SortedMap<String, FhirShelf> left = shelves.tailMap(name);
    for (Map.Entry<String, FhirShelf> shelf : left.entrySet()) {
      String from = shelf.getKey().equals(name) ? key : null;
      if (resources.size() == count) {
        return new Page(resources, encode(shelf.getKey() + BAR));
      }
      FhirShelf.Slice slice = shelf.getValue().after(from, count - resources.size());
      slice.items().forEach(item -> resources.add(item.resource()));
      if (slice.more() && !slice.items().isEmpty()) {
        String last = slice.items().get(slice.items().size() - 1).key();
        return new Page(resources, encode(shelf.getKey() + BAR + last));
      }
    }
    return new Page(resources, null);
  }

  private static String encode(String place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  static Refusal unknown() {
    return Refusal.invalid("_cursor", "must be one that an answer's next link has");
  }
}
