package vigie.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.Topics;
import vigie.api.timeline.StoredReading;
import vigie.codec.Codecs;
import vigie.reading.Context;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;

/** Events, alerts and series in one answer; what is made of them for who looks at a patient. */
class OneTimelineIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final Instant DAY = Instant.parse("2026-03-02T00:00:00Z");
  private static final String SPAN = "/timeline?from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z";

  private ApiClient.SignedIn patient;
  private ApiClient.SignedIn physician;

  @BeforeEach
  void enrol() {
    patient = api.operator().person("PATIENT");
    physician = api.operator().person("PHYSICIAN");
    done(patient.client().put(own("/care-team"), Map.of("treatingPhysician", physician.id())));
    for (String category : List.of("HEART_RATE", "BLOOD_GLUCOSE", "PHYSICAL_ACTIVITY", "DIET")) {
      done(patient.client().put(own("/consents/" + category), Map.of()));
    }
  }

  @Test
  @Tag("C-08")
  @Tag("C-55")
  void eventsAlertsChangesAndSeriesStandInOneOrder() {
    heartRateThatShiftsAtNoon();
    reading("glucose-meter", "glucose", DAY.plus(Duration.ofHours(8)), 104);
    event("meal", "breakfast", "2026-03-02T07:30:00Z");
    event("treatment", "bisoprolol", "2026-03-02T12:30:00Z");
    StoredData.alert(
        api, patient.id(), "heart-rate", "heart-rate-high", DAY.plus(Duration.ofHours(13)));
    StoredData.rollups(api, patient.id());

    JsonNode timeline = get(SPAN + "&resolution=1h");

    JsonNode entries = timeline.get("entries");
    List<String> times = new ArrayList<>();
    List<String> story = new ArrayList<>();
    entries.forEach(
        entry -> {
          times.add(entry.get("at").asText());
          switch (entry.get("kind").asText()) {
            case "EVENT" -> story.add(entry.get("event").get("title").asText());
            case "ALERT" -> story.add("alert");
            case "CHANGE" -> story.add("change at " + entry.get("at").asText());
            default -> {
              if (entry.get("metric").asText().equals("glucose")) {
                story.add("glucose");
              }
            }
          }
        });
    assertThat(times).isSortedAccordingTo(Comparator.comparing(Instant::parse));
    assertThat(story)
        .containsExactly(
            "breakfast", "glucose", "change at 2026-03-02T12:00:00Z", "bisoprolol", "alert");
    JsonNode bucket = entry(timeline, "BUCKET", "heart-rate");
    assertThat(bucket.get("count").asInt()).isEqualTo(6);
    assertThat(bucket.get("min").asDouble()).isLessThan(bucket.get("mean").asDouble());
    assertThat(bucket.get("max").asDouble()).isGreaterThan(bucket.get("mean").asDouble());
  }

  @Test
  @Tag("C-32")
  void everyEntryTellsWhoAnswersForIt() {
    heartRateThatShiftsAtNoon();
    enter(patient, "treatment", "bisoprolol", "2026-03-02T12:30:00Z");
    event("treatment", "aspirin", "2026-03-02T12:31:00Z");
    StoredData.alert(
        api, patient.id(), "heart-rate", "heart-rate-high", DAY.plus(Duration.ofHours(13)));
    StoredData.rollups(api, patient.id());

    JsonNode timeline = get(SPAN + "&resolution=1h");
    JsonNode raw = get(SPAN + "&resolution=raw");

    assertThat(timeline.get("controllers").toString())
        .isEqualTo(
            "{\"ALERT\":\"PATIENT_ACCOUNT\",\"BUCKET\":\"PATIENT_ACCOUNT\","
                + "\"CHANGE\":\"PATIENT_ACCOUNT\"}");
    assertThat(raw.get("controllers").get("READING").asText()).isEqualTo("PATIENT_ACCOUNT");
    assertThat(timeline.get("entries").findValuesAsText("controller"))
        .containsExactly("PATIENT_ACCOUNT", "PROFESSIONAL_FILE");
    JsonNode latest = physician.client().get(own("/latest")).body();
    assertThat(latest.findValuesAsText("controller")).isNotEmpty().containsOnly("PATIENT_ACCOUNT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw", "1m", "1h"})
  @Tag("C-55")
  void pagesHaveNeitherGapNorRepeatWhileNewEntriesArrive(String resolution) {
    heartRateThatShiftsAtNoon();
    for (int hour = 0; hour < 24; hour++) {
      event("examination", "at " + hour, DAY.plus(Duration.ofMinutes(60L * hour + 17)).toString());
      // Several at one instant, more than a page of three may hold.
      event("operation", "first " + hour % 6, DAY.plus(Duration.ofHours(hour / 6)).toString());
    }
    StoredData.rollups(api, patient.id());
    Set<String> whole = new HashSet<>();
    get(SPAN + "&resolution=" + resolution).get("entries").forEach(e -> whole.add(e.toString()));

    List<String> paged = new ArrayList<>();
    String next = "";
    int pages = 0;
    while (next != null) {
      JsonNode page = get(SPAN + "&limit=3&resolution=" + resolution + next);
      page.get("entries").forEach(entry -> paged.add(entry.toString()));
      next = page.hasNonNull("next") ? "&cursor=" + page.get("next").asText() : null;
      event("examination", "late", "2026-03-02T23:59:00Z");
      event("examination", "late", "2026-03-02T00:00:01Z");
      pages++;
      assertThat(pages).isLessThan(300);
    }

    assertThat(paged).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(whole);
    assertThat(pages).isGreaterThan(10);
    assertThat(physician.client().get(own(SPAN + "&cursor=x")).status()).isEqualTo(422);
  }

  @Test
  @Tag("C-03")
  void bothUnitsAreTold() {
    reading("glucose-meter", "glucose", DAY.plusSeconds(60), 100);
    reading("glucose-meter", "glucose", DAY.plusSeconds(120), 200);
    StoredData.rollups(api, patient.id());

    JsonNode raw = get(SPAN + "&resolution=raw&metric=glucose").get("entries").get(0);
    JsonNode hour = get(SPAN + "&resolution=1h&metric=glucose").get("entries").get(0);

    assertThat(raw.get("value").asDouble()).isEqualTo(100);
    assertThat(raw.get("second").get("unit").asText()).isEqualTo("mmol/L");
    assertThat(raw.get("second").get("value").asDouble()).isEqualTo(5.55);
    assertThat(hour.get("mean").asDouble()).isEqualTo(150);
    assertThat(hour.get("second").get("max").asDouble()).isCloseTo(11.1, within(0.001));
  }

  @Test
  void stepsThatTwoDevicesCountAreCountedOnce() {
    for (int i = 0; i < 4; i++) {
      Instant at = DAY.plus(Duration.ofMinutes(15L * i));
      reading("watch", "steps", at, 100);
      reading("phone", "steps", at, 90);
    }
    // Later the phone alone was carried.
    reading("phone", "steps", DAY.plus(Duration.ofHours(5)), 40);
    StoredData.rollups(api, patient.id());
    String steps = SPAN + "&metric=steps&resolution=";

    order(physician, "steps", List.of("watch", "phone"));
    assertThat(sums(get(steps + "1h"))).containsExactly("watch 400.0", "phone 40.0");
    order(patient, "steps", List.of("phone"));
    assertThat(sums(get(steps + "1h"))).containsExactly("phone 360.0", "phone 40.0");
    assertThat(sums(get(steps + "1d"))).containsExactly("phone 400.0");
    assertThat(sums(get(steps + "1h&device=watch"))).containsExactly("watch 400.0");
    order(patient, "steps", List.of());
    assertThat(sums(get(steps + "1d"))).containsExactly("phone 400.0");
    assertThat(get(steps + "raw").get("entries")).hasSize(9);
    assertThat(get("/sources")).isEmpty();
  }

  @Test
  void aSeriesShowsThePreferredSourceWhereItMeasured() {
    for (int minute = 0; minute < 10; minute++) {
      reading("strap", "heart-rate", DAY.plus(Duration.ofMinutes(minute)), 70);
      reading("watch", "heart-rate", DAY.plus(Duration.ofMinutes(minute)), 80);
    }
    reading("watch", "heart-rate", DAY.plus(Duration.ofMinutes(90)), 81);
    StoredData.rollups(api, patient.id());
    String hours = SPAN + "&metric=heart-rate&resolution=1h";

    assertThat(means(get(hours))).containsExactly(75.0, 81.0);
    order(physician, "heart-rate", List.of("strap"));
    assertThat(means(get(hours))).containsExactly(70.0, 81.0);
    assertThat(get("/sources").get(0).get("by").asText()).isEqualTo(physician.id().toString());
    assertThat(
            physician
                .client()
                .put(own("/sources/heart-rate"), Map.of("devices", List.of("A b")))
                .status())
        .isEqualTo(422);
  }

  @Test
  @Tag("C-02")
  void ofANightThatTwoSourcesMeasuredNoHourCountsTwice() {
    done(patient.client().put(own("/consents/SLEEP"), Map.of()));
    // Woken on the second, in Paris; by UTC both began on the first.
    sleep("ring", "2026-03-01T22:00:00Z", "2026-03-02T02:00:00Z", 3.5);
    sleep("watch", "2026-03-01T21:00:00Z", "2026-03-02T05:00:00Z", 7.2);
    sleep("watch", "2026-03-02T12:00:00Z", "2026-03-02T13:00:00Z", 0.5);
    sleep("watch", "2026-03-02T22:00:00Z", "2026-03-02T23:30:00Z", 1.2);
    StoredData.rollups(api, patient.id());
    String nights =
        "/timeline?from=2026-03-01T00:00:00Z&to=2026-03-04T00:00:00Z&metric=sleep-total";

    // Nobody ranked: the longer one. What ends at half past midnight is of the next day.
    assertThat(nights(nights)).containsExactly("2026-03-02 watch 7.7", "2026-03-03 null 1.2");
    assertThat(setAside(nights)).containsExactly("watch 0.0", "ring 1.0", "watch 0.0", "watch 0.0");
    order(patient, "sleep-total", List.of("ring", "watch"));
    assertThat(nights(nights)).containsExactly("2026-03-02 null 7.6", "2026-03-03 null 1.2");
    assertThat(setAside(nights)).containsExactly("watch 0.5", "ring 0.0", "watch 0.0", "watch 0.0");
    assertThat(statistics("count")).isEqualTo(4);
    assertThat(statistics("average")).isCloseTo(2.2, within(1e-6));

    // Nothing is deleted; one device's own night is whole.
    assertThat(nights(nights + "&device=watch"))
        .containsExactly("2026-03-02 watch 7.7", "2026-03-03 watch 1.2");
    assertThat(setAside(nights + "&device=ring")).containsExactly("ring 0.0");
  }

  @Test
  @Tag("C-02")
  void theStreamIsToldInWhichOrderSourcesOfSleepStand() {
    try (TopicReader topic = new TopicReader(api.kafka().bootstrapServers(), Topics.PATIENT)) {
      order(patient, "heart-rate", List.of("strap"));
      order(patient, "sleep-total", List.of("ring", "watch"));
      Awaitility.await()
          .untilAsserted(
              () -> {
                byte[] record = topic.newest().getOrDefault(patient.id().toString(), new byte[0]);
                assertThat(record).isNotEmpty();
                assertThat(Codecs.PATIENT.decode(record).sourceOrder())
                    .isEqualTo(Map.of("sleep-total", List.of("ring", "watch")));
              });
    }
  }

  @Test
  @Tag("C-60")
  void weeksBeginOnMondayAndMonthsOnTheirFirstDay() {
    // 2 March 2026 is a Monday.
    reading("strap", "heart-rate", Instant.parse("2026-02-27T12:00:00Z"), 50);
    reading("strap", "heart-rate", Instant.parse("2026-03-01T23:59:59Z"), 60);
    reading("strap", "heart-rate", Instant.parse("2026-03-02T00:00:00Z"), 70);
    reading("strap", "heart-rate", Instant.parse("2026-03-02T06:00:00Z"), 65);
    reading("strap", "heart-rate", Instant.parse("2026-03-08T23:59:59Z"), 90);
    reading("strap", "heart-rate", Instant.parse("2026-03-31T23:59:59Z"), 99);
    reading("strap", "heart-rate", Instant.parse("2026-04-01T00:00:00Z"), 42);
    StoredData.rollups(api, patient.id());
    String span = "/timeline?metric=heart-rate&from=2026-02-28T08:00:00Z&to=2026-04-01T00:00:01Z";

    assertThat(buckets(get(span + "&resolution=1w")))
        .containsExactly(
            "2026-02-23T00:00:00Z 2x 50.0 55.0 60.0, 50.0 to 60.0",
            "2026-03-02T00:00:00Z 3x 65.0 75.0 90.0, 70.0 to 90.0",
            "2026-03-30T00:00:00Z 2x 42.0 70.5 99.0, 99.0 to 42.0");
    assertThat(buckets(get(span + "&resolution=1mo")))
        .containsExactly(
            "2026-02-01T00:00:00Z 1x 50.0 50.0 50.0, 50.0 to 50.0",
            "2026-03-01T00:00:00Z 5x 60.0 76.8 99.0, 60.0 to 99.0",
            "2026-04-01T00:00:00Z 1x 42.0 42.0 42.0, 42.0 to 42.0");
    assertThat(get("/timeline?from=2000-01-01T00:00:00Z").get("resolution").asText())
        .isEqualTo("1w");

    List<String> paged = new ArrayList<>();
    JsonNode page = get(span + "&resolution=1w&limit=1");
    while (page.hasNonNull("next")) {
      paged.addAll(buckets(page));
      page = get("/timeline?metric=heart-rate&limit=1&cursor=" + page.get("next").asText());
    }
    paged.addAll(buckets(page));
    assertThat(paged).containsExactlyElementsOf(buckets(get(span + "&resolution=1w")));
  }

  @Test
  @Tag("C-60")
  void aWeeksStepsAreThoseOfItsDaysWhicheverDeviceCountedThem() {
    reading("watch", "steps", DAY, 400);
    reading("phone", "steps", DAY, 380);
    // On Wednesday and in the week after, the phone alone was carried.
    reading("phone", "steps", DAY.plus(Duration.ofDays(2)), 90);
    reading("phone", "steps", DAY.plus(Duration.ofDays(7)), 70);
    order(patient, "steps", List.of("watch", "phone"));
    StoredData.rollups(api, patient.id());
    String steps = "/timeline?metric=steps&from=2026-03-02T00:00:00Z&to=2026-03-10T00:00:00Z";

    assertThat(sums(get(steps + "&resolution=1d")))
        .containsExactly("watch 400.0", "phone 90.0", "phone 70.0");
    assertThat(sums(get(steps + "&resolution=1w"))).containsExactly(" 490.0", "phone 70.0");
    assertThat(sums(get(steps + "&resolution=1mo"))).containsExactly(" 560.0");
  }

  @Test
  @Tag("C-60")
  void oneCallTellsThisDayWeekAndMonthBesideTheOnesBefore() {
    Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    reading("strap", "heart-rate", today, 90);
    reading("strap", "heart-rate", today.minusSeconds(3600), 70);
    reading("strap", "heart-rate", today.minusSeconds(1800), 80);
    reading("strap", "spo2", today, 97);
    reading("strap", "steps", today, 500);
    StoredData.rollups(api, patient.id());

    JsonNode synthesis = get("/overview").get("synthesis");

    assertThat(synthesis.findValuesAsText("metric")).containsExactly("heart-rate", "steps");
    JsonNode day = synthesis.get(0).get("day");
    assertThat(day.get("current").get("from").asText() + "T00:00:00Z").isEqualTo(today.toString());
    assertThat(day.get("current").get("mean").asDouble()).isEqualTo(90);
    assertThat(day.get("previous").get("count").asInt()).isEqualTo(2);
    assertThat(day.get("previous").get("min").asDouble()).isEqualTo(70);
    assertThat(day.get("previous").get("mean").asDouble()).isEqualTo(75);
    assertThat(day.get("previous").get("max").asDouble()).isEqualTo(80);
    assertThat(day.get("change").asDouble()).isEqualTo(15);
    for (String time : List.of("week", "month")) {
      JsonNode beside = synthesis.get(0).get(time);
      assertThat(
              beside.get("current").get("count").asInt()
                  + beside.get("previous").get("count").asInt())
          .as(time)
          .isEqualTo(3);
      assertThat(synthesis.get(1).get(time).get("current").get("sum").asDouble()).isEqualTo(500);
    }
  }

  @Test
  void theCalendarTellsHowMuchWasMeasuredOfEachDay() {
    for (int minute = 0; minute < 360; minute++) {
      reading("strap", "heart-rate", DAY.plus(Duration.ofMinutes(minute)), 70);
      // Twice in a minute is once.
      reading("strap", "heart-rate", DAY.plus(Duration.ofMinutes(minute)).plusSeconds(30), 70);
    }
    reading("glucose-meter", "glucose", DAY.plus(Duration.ofHours(30)), 100);
    StoredData.rollups(api, patient.id());

    JsonNode days = get("/coverage?from=2026-03-02&to=2026-03-04").get("days");

    assertThat(days).hasSize(2);
    assertThat(days.get(0).get("day").asText()).isEqualTo("2026-03-02");
    assertThat(days.get(0).get("measured").asInt()).isEqualTo(360);
    assertThat(days.get(0).get("expected").asDouble()).isEqualTo(1440);
    assertThat(days.get(0).get("share").asDouble()).isEqualTo(0.25);
    assertThat(days.get(1).get("day").asText()).isEqualTo("2026-03-03");
    assertThat(days.get(1).get("metric").asText()).isEqualTo("glucose");
    assertThat(physician.client().get(own("/coverage?from=2026-01-01&to=2026-03-04")).status())
        .isEqualTo(422);
    assertThat(physician.client().get(own("/coverage?from=monday")).status()).isEqualTo(422);
  }

  @Test
  @Tag("C-54")
  void thePhysicianSeesThePatientAtAGlance() {
    Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    for (int day = 1; day <= 20; day++) {
      reading("strap", "heart-rate", today.minus(Duration.ofDays(day)), 100 - day);
    }
    reading("glucose-meter", "glucose", today, 104);
    reading("glucose-meter", "spo2", today, 97);
    event("operation", "appendectomy", "2026-03-02T07:30:00Z");
    StoredData.alert(api, patient.id(), "heart-rate", "heart-rate-high", DAY);
    StoredData.rollups(api, patient.id());

    JsonNode overview = get("/overview");

    JsonNode latest = overview.get("latest");
    assertThat(latest.get("HEART_RATE").get(0).get("value").asDouble()).isEqualTo(99);
    assertThat(latest.has("OXYGEN_SATURATION")).isFalse();
    JsonNode trend = overview.get("trends").get(0);
    assertThat(trend.get("metric").asText()).isEqualTo("heart-rate");
    assertThat(trend.get("direction").asText()).isEqualTo("RISING");
    assertThat(trend.get("perDay").asDouble()).isCloseTo(1, within(1e-9));
    assertThat(overview.get("openAlerts")).hasSize(1);
    assertThat(overview.get("gaps").findValuesAsText("metric")).contains("heart-rate");
    assertThat(overview.get("events").findValuesAsText("title")).containsExactly("appendectomy");
  }

  private void heartRateThatShiftsAtNoon() {
    for (int i = 0; i < 144; i++) {
      reading(
          "strap", "heart-rate", DAY.plus(Duration.ofMinutes(10L * i)), (i < 72 ? 60 : 90) + i % 6);
    }
  }

  private void event(String kind, String title, String from) {
    enter(physician, kind, title, from);
  }

  private void enter(ApiClient.SignedIn who, String kind, String title, String from) {
    done(
        who.client()
            .put(
                own("/events/" + UUID.randomUUID()),
                Map.of("kind", kind, "title", title, "from", from)));
  }

  private void order(ApiClient.SignedIn who, String metric, List<String> devices) {
    done(who.client().put(own("/sources/" + metric), Map.of("devices", devices)));
  }

  private void reading(String device, String metric, Instant at, double value) {
    StoredData.reading(api, patient.id(), device, metric, at, value);
  }

  private void sleep(String device, String begin, String end, double hours) {
    StoredData.reading(
        api,
        patient.id(),
        new StoredReading(
            MetricCatalogue.standard().metric("sleep-total"),
            Instant.parse(begin),
            device.hashCode(),
            hours,
            Instant.parse(end),
            Instant.parse(end),
            device,
            Quality.VALID,
            Context.UNKNOWN,
            null,
            null,
            60,
            false));
  }

  /** Buckets of days: day, the one device that counts where others do not, hours slept. */
  private List<String> nights(String path) {
    List<String> nights = new ArrayList<>();
    for (JsonNode entry : get(path + "&resolution=1d").get("entries")) {
      if (entry.get("kind").asText().equals("BUCKET")) {
        nights.add(
            entry.get("at").asText().substring(0, 10)
                + " "
                + entry.path("device").asText("null")
                + " "
                + Math.rint(entry.get("sum").asDouble() * 1000) / 1000);
      }
    }
    return nights;
  }

  /** What FHIR's statistics say of all of this patient's sessions. */
  private double statistics(String code) {
    JsonNode answer =
        physician
            .client()
            .get(
                "/fhir/Observation/$stats?code=93832-4&start=2026-03-01&end=2026-03-03&subject="
                    + patient.id())
            .body();
    for (JsonNode part : answer.at("/parameter/0/resource/component")) {
      if (part.at("/code/coding/0/code").asText().equals(code)) {
        return part.at("/valueQuantity/value").asDouble();
      }
    }
    throw new AssertionError("no " + code + " in " + answer);
  }

  private List<String> setAside(String path) {
    List<String> told = new ArrayList<>();
    for (JsonNode entry : get(path + "&resolution=raw").get("entries")) {
      told.add(entry.get("device").asText() + " " + entry.path("setAside").asDouble());
    }
    return told;
  }

  private JsonNode get(String path) {
    ApiClient.Answer answer = physician.client().get(own(path));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.body();
  }

  private String own(String path) {
    return "/patients/" + patient.id() + path;
  }

  private static JsonNode entry(JsonNode timeline, String kind, String metric) {
    for (JsonNode entry : timeline.get("entries")) {
      if (entry.get("kind").asText().equals(kind) && entry.path("metric").asText().equals(metric)) {
        return entry;
      }
    }
    throw new AssertionError("no " + kind + " of " + metric + " in " + timeline);
  }

  private static List<String> sums(JsonNode timeline) {
    List<String> sums = new ArrayList<>();
    for (JsonNode entry : timeline.get("entries")) {
      if (entry.get("kind").asText().equals("BUCKET")) {
        sums.add(entry.path("device").asText() + " " + entry.get("sum").asDouble());
      }
    }
    return sums;
  }

  /** Those of one metric: when, how many, least, mean and greatest, first and last. */
  private static List<String> buckets(JsonNode timeline) {
    List<String> buckets = new ArrayList<>();
    for (JsonNode entry : timeline.get("entries")) {
      if (entry.get("kind").asText().equals("BUCKET")) {
        buckets.add(
            "%s %sx %s %s %s, %s to %s"
                .formatted(
                    entry.get("at").asText(),
                    entry.get("count"),
                    entry.get("min"),
                    entry.get("mean"),
                    entry.get("max"),
                    entry.get("first"),
                    entry.get("last")));
      }
    }
    return buckets;
  }

  private static List<Double> means(JsonNode timeline) {
    List<Double> means = new ArrayList<>();
    for (JsonNode entry : timeline.get("entries")) {
      means.add(entry.get("mean").asDouble());
    }
    return means;
  }

  private static void done(ApiClient.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
  }
}
