package vigie.api.fhir;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** A row of resources in an order that does not change, to be taken a few at a time. */
@FunctionalInterface
interface FhirShelf {
  /**
   * A resource in its place.
   *
   * @param key the place: of text without a bar
   * @param resource what stands there
   */
  record Item(String key, Resource resource) {}

  /**
   * Some of a row.
   *
   * @param items in order
   * @param more whether there are others behind
   */
  record Slice(List<Item> items, boolean more) {
    /** The first of these. */
    static Slice of(List<Item> items, int most) {
      boolean more = items.size() > most;
      return new Slice(more ? List.copyOf(items.subList(0, most)) : List.copyOf(items), more);
    }
  }

  /**
   * The resources behind a place.
   *
   * @param key of the place, which need not be there any more; null for the beginning
   * @param most how many, from 1
   */
  Slice after(@Nullable String key, int most);

  /** A row that is in memory whole, ordered by its keys as texts. */
  static <T> FhirShelf of(
      List<T> all, Function<T, String> key, Function<T, ? extends Resource> mapper) {
    return (after, most) ->
        Slice.of(
            all.stream()
                .sorted(Comparator.comparing(key))
                .filter(each -> after == null || key.apply(each).compareTo(after) > 0)
                .limit(most + 1L)
                .map(each -> new Item(key.apply(each), mapper.apply(each)))
                .toList(),
            most);
  }
}
