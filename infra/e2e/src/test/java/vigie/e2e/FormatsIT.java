package vigie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.cli.client.HttpSession;
import vigie.cli.device.BoundDevice;
import vigie.cli.device.MqttDevice;
import vigie.cli.device.MqttFleet;
import vigie.cli.enrol.EnrolledPatient;
import vigie.reading.Category;

/** A reading of each format, by MQTT and by HTTP, shows as it was meant and as it was sent. */
@ExtendWith(SharedStack.class)
class FormatsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * Weighs 157 pounds, or is 98.6 degrees Fahrenheit, or has 1.04 kg of glucose in a cubic metre.
   */
  private static final Map<String, String> PAYLOADS =
      Map.of(
          "json",
          "{'ts':@MILLIS@,'values':{'weight':{'value':157,'unit':'[lb_av]'}}}",
          "gateway",
          "{'@DEVICE@':[{'ts':@MILLIS@,'values':{'temp':{'value':98.6,'unit':'[degF]'}}}]}",
          "senml",
          "[{'n':'glucose','u':'kg/m3','t':@SECONDS@,'v':1.04}]",
          "omh",
          "{'header':{'id':'1','creation_date_time':'@ISO@','schema_id':{'namespace':'omh',"
              + "'name':'body-weight','version':'3.0'},'acquisition_provenance':{'source_name':"
              + "'Scale','modality':'sensed'}},'body':{'body_weight':{'value':157,'unit':'lb'},"
              + "'effective_time_frame':{'date_time':'@ISO@'}}}",
          "hae",
          "{'data':{'metrics':[{'name':'body_temperature','units':'degF','data':[{'date':'@HAE@',"
              + "'qty':98.6}]}]}}",
          "theengs",
          "{'id':'@ADDRESS@','model_id':'XMTZC02HM/XMTZC05HM','weighing_mode':'person','unit':'lb',"
              + "'weight':157}",
          "fhir",
          "{'resourceType':'Observation','status':'final','code':{'coding':[{'system':"
              + "'http://loinc.org','code':'8310-5'}]},'effectiveDateTime':'@ISO@',"
              + "'valueQuantity':{'value':98.6,'system':'http://unitsofmeasure.org',"
              + "'code':'[degF]'}}");

  @ParameterizedTest(name = "{0}: {1} of {2}, sent as {3} {4}")
  @CsvSource({
    "json, body-weight, 71.214, 157, [lb_av]",
    "gateway, body-temperature, 37, 98.6, [degF]",
    "senml, glucose, 104, 1.04, kg/m3",
    "omh, body-weight, 71.214, 157, lb",
    "hae, body-temperature, 37, 98.6, degF",
    "theengs, body-weight, 71.214, 157, lb",
    "fhir, body-temperature, 37, 98.6, [degF]",
  })
  @Tag("C-54")
  void isShownAsMeantAndAsSent(
      String format, String metric, double value, double sent, String unit, StackUnderTest system)
      throws Exception {
    String device = UUID.randomUUID().toString().substring(0, 8) + format;
    EnrolledPatient patient =
        system.patient(
            device,
            EnumSet.allOf(Category.class),
            List.of(new BoundDevice("hub", "gateway", Duration.ofMinutes(1))));
    String id = patient.secrets().keySet().iterator().next();
    String secret = Objects.requireNonNull(patient.secrets().get(id));
    String measuring = id;
    Instant first = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(30);

    try (MqttFleet fleet = new MqttFleet(system.mqtt())) {
      fleet.connect(patient.secrets(), connected -> {});
      if (format.equals("theengs")) {
        measuring = bindScale(system, patient);
        weighUntilKnown(system, patient, fleet.device(id), measuring);
      }
      fleet.device(id).publish(format, payload(format, measuring, first)).get();
    }
    JsonNode byMqtt = shown(system, patient, metric, sent, "");
    assertThat(byMqtt.get("value").asDouble()).isCloseTo(value, within(0.001));
    assertThat(byMqtt.get("originalUnit").asText()).isEqualTo(unit);
    assertThat(byMqtt.get("device").asText()).isEqualTo(measuring);

    awaitNextSlot(Instant.parse(byMqtt.get("effective").asText()));
    int status =
        post(system, format, id, secret, payload(format, measuring, first.plusSeconds(10)));
    assertThat(status).isBetween(200, 202);
    JsonNode byHttp = shown(system, patient, metric, sent, byMqtt.get("effective").asText());
    assertThat(byHttp.get("value").asDouble()).isCloseTo(value, within(0.001));
    assertThat(byHttp.get("originalUnit").asText()).isEqualTo(unit);
  }

  /** A scale that is known by its Bluetooth address; the hub speaks for it. */
  private static String bindScale(StackUnderTest system, EnrolledPatient patient) {
    String address = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    HttpSession session = system.enrolment().session(patient.person());
    system
        .api()
        .bindDevice(session, address, new BoundDevice("scale", "scale", Duration.ofDays(1)));
    return address;
  }

  /** The gateway hears of a binding a moment after the API has made it. */
  private static void weighUntilKnown(
      StackUnderTest system, EnrolledPatient patient, MqttDevice hub, String scale) {
    HttpSession session = system.enrolment().session(patient.person());
    String latest = "/patients/" + patient.person().id() + "/latest";
    String payload =
        new String(payload("theengs", scale, Instant.EPOCH), StandardCharsets.UTF_8)
            .replace("157", "156");
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              hub.publish("theengs", payload.getBytes(StandardCharsets.UTF_8)).get();
              return !system.get(session, latest).isEmpty();
            });
    awaitNextSlot(Instant.now());
  }

  /** A format without times counts those received, to 5 s. */
  private static void awaitNextSlot(Instant now) {
    long slot = now.getEpochSecond() / 5;
    await().atMost(PATIENCE).until(() -> Instant.now().getEpochSecond() / 5 > slot);
  }

  /** What {@code /latest} says of the metric, as soon as it is this value of another time. */
  private static JsonNode shown(
      StackUnderTest system,
      EnrolledPatient patient,
      String metric,
      double originalValue,
      String before) {
    HttpSession session = system.enrolment().session(patient.person());
    return await()
        .atMost(PATIENCE)
        .until(
            () -> {
              for (JsonNode one :
                  system.get(session, "/patients/" + patient.person().id() + "/latest")) {
                if (one.get("metric").asText().equals(metric)
                    && one.path("originalValue").asDouble() == originalValue
                    && !one.get("effective").asText().equals(before)) {
                  return one;
                }
              }
              return null;
            },
            Objects::nonNull);
  }

  private static int post(
      StackUnderTest system, String format, String device, String secret, byte[] payload)
      throws Exception {
    String basic =
        Base64.getEncoder()
            .encodeToString((device + ":" + secret).getBytes(StandardCharsets.UTF_8));
    URI uri =
        URI.create(
            system.stack().addresses().api() + "/devices/" + device + "/readings?format=" + format);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(payload))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static byte[] payload(String format, String device, Instant at) {
    return Objects.requireNonNull(PAYLOADS.get(format))
        .replace('\'', '"')
        .replace("@DEVICE@", device)
        .replace("@ADDRESS@", device.replaceAll("(..)(?!$)", "$1:"))
        .replace("@MILLIS@", Long.toString(at.toEpochMilli()))
        .replace("@SECONDS@", Long.toString(at.getEpochSecond()))
        .replace("@ISO@", at.toString())
        .replace("@HAE@", at.toString().replace('T', ' ').replace("Z", " +0000"))
        .getBytes(StandardCharsets.UTF_8);
  }
}
