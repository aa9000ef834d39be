package vigie.api.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Flag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.api.web.Refusal;

class FhirShelvesTest {
  private final List<String> first = new ArrayList<>(List.of("a", "b", "c"));
  private final List<String> second = new ArrayList<>();
  private final List<String> third = new ArrayList<>(List.of("d", "e"));

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "5", "6"})
  void pagesOfAnySizeGiveEverythingOnceInOrder(int count) {
    List<String> all = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      FhirShelves.Page page = shelves().page(cursor, count);
      assertThat(page.resources()).hasSizeLessThanOrEqualTo(count);
      all.addAll(names(page));
      cursor = page.next();
    } while (cursor != null);

    assertThat(all).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void whatIsAddedOrTakenAwayMeanwhileMakesNothingComeTwiceOrGetLost() {
    String cursor = shelves().page(null, 2).next();
    first.remove("b");
    first.add(0, "0");

    assertThat(names(shelves().page(cursor, 10))).containsExactly("c", "d", "e");
  }

  @Test
  void nothingIsOneEmptyPage() {
    FhirShelves.Page page = new FhirShelves().page(null, 5);

    assertThat(page.resources()).isEmpty();
    assertThat(page.next()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "%%%", "bm8"})
  void aCursorThatNoPageHadIsRefused(String cursor) {
    assertThatThrownBy(() -> shelves().page(cursor, 5)).isInstanceOf(Refusal.class);
  }

  private FhirShelves shelves() {
    FhirShelves shelves = new FhirShelves();
    shelves.put("1", shelf(first));
    shelves.put("2", shelf(second));
    shelves.put("3", shelf(third));
    return shelves;
  }

  private static FhirShelf shelf(List<String> keys) {
    return FhirShelf.of(keys, key -> key, FhirShelvesTest::flag);
  }

  private static Flag flag(String id) {
    Flag flag = new Flag();
    flag.setId(id);
    return flag;
  }

  private static List<String> names(FhirShelves.Page page) {
    return page.resources().stream().map(resource -> resource.getIdElement().getIdPart()).toList();
  }
}
