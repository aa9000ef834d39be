package vigie.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.Topic;
import vigie.codec.SchemaFields;

/** The register against the schemas of the topics; against the tables: RegisterIT of the api. */
class RegisterCatalogueTest {
  private static final RegisterCatalogue REGISTER = RegisterCatalogue.standard();

  static List<DataKind> kinds() {
    return REGISTER.kinds();
  }

  @Test
  @Tag("C-92")
  @Tag("C-104")
  void everyFieldOfEverySchemaIsDeclared() {
    assertThat(REGISTER.missing(SchemaFields.all())).isEmpty();
  }

  @Test
  void noRecordOfTheSchemaFilesIsForgotten() throws IOException {
    Set<String> named = new HashSet<>();
    try (Stream<Path> files = Files.list(Path.of("src/main/avro"))) {
      for (Path file : files.toList()) {
        Matcher record =
            Pattern.compile("\"type\"\\s*:\\s*\"record\"[^{}]*?\"name\"\\s*:\\s*\"(\\w+)\"")
                .matcher(Files.readString(file));
        while (record.find()) {
          named.add(record.group(1));
        }
      }
    }

    assertThat(named).isNotEmpty();
    assertThat(SchemaFields.all()).extracting(RegisteredField::place).containsAll(named);
  }

  @Test
  void whatIsDeclaredOfASchemaIsThere() {
    List<String> records =
        REGISTER.places().stream().filter(place -> place.endsWith("Avro")).toList();

    assertThat(REGISTER.stale(SchemaFields.all(), records)).isEmpty();
  }

  @Test
  @Tag("C-88")
  void everyTopicIsKeptAsLongAsTheRegisterSays() {
    for (Topic topic : Topic.ALL) {
      RetentionRule rule = REGISTER.others(topic.name()).retention();
      if (!topic.compacted()) {
        assertThat(Instant.EPOCH.plus(Objects.requireNonNull(rule.keep(), topic.name())))
            .as(topic.name())
            .isEqualTo(Instant.EPOCH.plus(topic.retention()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @Tag("C-104")
  void everyKindSaysWhatForOnWhatGroundAndHowLongInBothLanguages(DataKind kind) {
    assertThat(kind.purposes()).isNotEmpty();
    assertThat(kind.basis() == LegalBasis.NO_PERSONAL_DATA)
        .isEqualTo(kind.id().equals("technical"));
    for (String language : List.of("fr", "en")) {
      assertThat(kind.in(language)).isNotBlank();
      assertThat(kind.basis().in(language)).isNotBlank();
      assertThat(kind.retention().in(language)).isNotBlank();
    }
    if (kind.type() == DataClass.HEALTH) {
      boolean professional = kind.controller() == DataController.PROFESSIONAL;
      assertThat(kind.basis())
          .isEqualTo(professional ? LegalBasis.LEGAL_OBLIGATION : LegalBasis.CONSENT);
      assertThat(kind.optional()).isEqualTo(!professional);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "reading, surprise, measurement",
    "people.person, email, contact",
    "people.person, second_email, ",
    "alert, phone, ",
    "nowhere, id, "
  })
  void aDefaultCoversAPlaceButNotWhatTellsWhoSomebodyIs(
      String place, String name, @Nullable String kind) {
    assertThat(REGISTER.kind(new RegisteredField(place, name, true)).map(DataKind::id).orElse(null))
        .isEqualTo(kind);
  }

  @Test
  void whatIsMissingIsNamedWithTheLineToAdd() {
    List<RegisteredField> fields = new ArrayList<>();
    fields.add(new RegisteredField("person_note", "note", true));
    fields.add(new RegisteredField("person_note", "email", false));
    fields.add(new RegisteredField("alert", "phone", true));
    fields.add(new RegisteredField("alert", "severity", true));

    List<String> missing = REGISTER.missing(fields);

    assertThat(missing).hasSize(2);
    assertThat(missing.get(0)).contains("to the line of \"alert\": \"phone\": \"KIND\";");
    assertThat(missing.get(1))
        .contains("a line for \"person_note\": \"*\": \"KIND\", \"email\": \"KIND\";")
        .contains("measurement");
  }

  @Test
  void whatIsNotThereAnyMoreIsNamed() {
    assertThat(
            REGISTER.stale(
                List.of(new RegisteredField("schedule", "last_run", true)), List.of("schedule")))
        .containsExactly("schedule.name");
  }

  @Test
  @Tag("C-80")
  @Tag("C-86")
  void theCharterSPeriodsStandInTheRegister() {
    assertThat(REGISTER.retention("account").keep()).isEqualTo(Period.ofYears(2));
    assertThat(REGISTER.retention("account").warn()).isEqualTo(Period.ofDays(30));
    assertThat(REGISTER.retention("professional-file").keep()).isEqualTo(Period.ofYears(5));
    assertThat(REGISTER.retention("professional-file").archive()).isEqualTo(Period.ofYears(15));
    assertThat(REGISTER.retention("backup").keep()).isEqualTo(Period.ofDays(10));
    assertThatThrownBy(() -> REGISTER.retention("whatever")).hasMessageContaining("whatever");
  }
}
