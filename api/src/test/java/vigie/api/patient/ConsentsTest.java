package vigie.api.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.patient.Sources;
import vigie.reading.Category;
import vigie.reading.DeviceId;

/** What a history of giving and withdrawing comes to. */
@Tag("C-74")
class ConsentsTest {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  /** Words: + gives, - withdraws; a device's name, or "all". */
  @ParameterizedTest
  @CsvSource({
    "+all,                  watch strap other",
    "+all -all,             ''",
    "+all -watch,           strap other",
    "+all -watch +watch,    watch strap other",
    "+all -watch +all,      watch strap other",
    "+watch,                watch",
    "+watch +strap,         watch strap",
    "+watch +strap -watch,  strap",
    "+watch -watch,         ''",
    "+watch -all,           ''",
    "+watch -all +strap,    strap",
    "-watch +all,           watch strap other",
    "-watch,                ''",
    "'',                    ''",
  })
  void theLastWordCountsAndOneAboutAllSourcesCountsForEach(String said, String covered) {
    Sources sources = covered(history(said)).getOrDefault(Category.SLEEP, Sources.NONE);
    List<String> found = new ArrayList<>();
    for (String device : List.of("watch", "strap", "other")) {
      if (sources.covers(device)) {
        found.add(device);
      }
    }
    assertThat(String.join(" ", found)).isEqualTo(covered);
  }

  @Test
  void aConsentToNoSourceIsNone() {
    assertThat(covered(history("+watch -watch"))).isEmpty();
    assertThat(covered(history("+all -watch")))
        .isEqualTo(Map.of(Category.SLEEP, new Sources(false, Set.of("watch"))));
  }

  @ParameterizedTest
  @CsvSource({
    "'',            +all,    true",
    "'',            -all,    false",
    "'',            -watch,  false",
    "+all,          +all,    false",
    "+all,          -watch,  true",
    "+all -watch,   -watch,  false",
    "+all -watch,   +all,    true",
    "+watch,        -strap,  false",
    "+watch,        -all,    true",
    "+watch -all,   -all,    false",
  })
  void whatIsInForceAlreadyIsNotSaidTwice(String before, String said, boolean changes) {
    Consents.Declaration declaration = history(said).get(0).said();
    assertThat(Consents.changes(declaration, Consents.inForce(history(before)))).isEqualTo(changes);
  }

  private static Map<Category, Sources> covered(List<Consents.Event> history) {
    return Consents.covered(
        Consents.inForce(history).stream()
            .map(
                event -> {
                  DeviceId source = event.said().source();
                  return new Consents.Line(
                      event.said().category(),
                      source == null ? null : source.value(),
                      event.said().given());
                })
            .toList());
  }

  private static List<Consents.Event> history(String words) {
    List<Consents.Event> events = new ArrayList<>();
    for (String word : words.isEmpty() ? List.<String>of() : List.of(words.split(" ", -1))) {
      String source = word.substring(1);
      events.add(
          new Consents.Event(
              new Consents.Declaration(
                  Category.SLEEP,
                  source.equals("all") ? null : new DeviceId(source),
                  word.startsWith("+"),
                  ConsentText.in("en"),
                  ConsentChannel.WEB,
                  new UUID(1, 1)),
              NOW.plusSeconds(events.size())));
    }
    return events;
  }
}
