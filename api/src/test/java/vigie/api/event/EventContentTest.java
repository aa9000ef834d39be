package vigie.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.api.access.ContentKind;

class EventContentTest {
  private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00.123456789Z");

  @ParameterizedTest
  @CsvSource({
    "LOINC, 2339-0, true",
    "LOINC, 8867-4, true",
    "LOINC, 18842-5, true",
    "LOINC, 18842-6, false",
    "LOINC, 2339, false",
    "ATC, C07AB07, true",
    "ATC, C07, true",
    "ATC, C, true",
    "ATC, C07AB7, false",
    "ATC, c07ab07, false",
    "FREE, Grippe A/H1N1, true",
    "FREE, '', false",
    "FREE, <b>, false"
  })
  void aCodeHasTheShapeOfItsSystem(EventCode.Scheme system, String value, boolean sound) {
    if (sound) {
      assertThat(new EventCode(system, value).value()).isEqualTo(value);
    } else {
      assertThatThrownBy(() -> new EventCode(system, value)).hasMessageContaining("code");
    }
  }

  @Test
  void everyDocumentTypeHasARealCodeAndEveryKindOfContentBesideReadingsHasAnEvent() {
    for (EventKind kind : EventKinds.standard().all()) {
      if (kind.document() != null) {
        assertThat(new EventCode(EventCode.Scheme.LOINC, kind.document())).isNotNull();
      }
    }
    Set<ContentKind> contents =
        EventKinds.standard().all().stream().map(EventKind::content).collect(Collectors.toSet());
    Set<ContentKind> documents = EnumSet.allOf(ContentKind.class);
    documents.removeIf(ContentKind::isReading);
    assertThat(contents).containsAll(documents);
  }

  @Test
  void whatLastsAndHasNoEndStillGoesOn() {
    assertThat(content("treatment", Map.of(), null).lastKnown()).isEqualTo(Instant.MAX);
    assertThat(content("operation", Map.of(), null).lastKnown())
        .isEqualTo(Instant.parse("2026-03-02T08:00:00.123456Z"));
  }

  @Test
  void aPointHasNoEndAndAnAppointmentHasAPlace() {
    assertThatThrownBy(() -> content("operation", Map.of(), MORNING.plusSeconds(1)))
        .hasMessageStartingWith("until");
    assertThatThrownBy(() -> content("appointment", Map.of(), null))
        .hasMessageStartingWith("details.place");
    assertThatThrownBy(() -> content("treatment", Map.of("a b", "c"), null))
        .hasMessageStartingWith("details");
    assertThatThrownBy(() -> content("treatment", Map.of("dose", "x".repeat(501)), null))
        .hasMessageStartingWith("details.dose");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "meal, DIET, POINT, ; line 1",
        "meal, DIET, ALWAYS, , ; line 1",
        "meal, LUNCH, POINT, , ; line 1"
      })
  void aLineAtFaultIsNamed(String line, String named) {
    assertThatThrownBy(() -> EventKinds.parse(List.of(line))).hasMessageContaining(named);
  }

  private static EventContent content(
      String kind, Map<String, String> details, @Nullable Instant until) {
    return new EventContent(
        EventKinds.standard().kind(kind),
        EventStatus.ACTIVE,
        null,
        "a title",
        null,
        details,
        null,
        MORNING,
        until);
  }
}
