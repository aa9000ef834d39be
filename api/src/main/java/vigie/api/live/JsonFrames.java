package vigie.api.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.alert.Evidence;
import vigie.api.alert.AlertTimes;
import vigie.api.alert.AlertView;
import vigie.reading.MetricCatalogue;
import vigie.reading.Reading;

/** Alerts and readings as the JSON that clients are sent. Times are ISO-8601 in UTC. */
public final class JsonFrames {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonFrames() {}

  /** The whole alert as it stands after this transition. */
  public static String alert(AlertTransition transition) {
    return json(out -> writeAlert(out, transition));
  }

  /** That an alert is no longer to be shown: nothing but whose and which. */
  static String withdrawn(AlertTransition transition) {
    return json(
        out -> {
          out.writeStringField("alert", transition.alert().toString());
          out.writeStringField("patient", transition.patient().toString());
        });
  }

  /** One reading; the value in its metric's canonical unit. */
  static String reading(Reading reading) {
    return json(
        out -> {
          out.writeStringField("patient", reading.patient().toString());
          out.writeStringField("metric", reading.metric().id());
          out.writeNumberField("value", reading.value());
          out.writeStringField("unit", reading.metric().unit());
          if (reading.metric().coded() && reading.metric().plausible(reading.value())) {
            out.writeStringField("code", reading.metric().codes().get((int) reading.value()));
          }
          out.writeStringField("effective", reading.effective().toString());
          text(out, "effectiveEnd", reading.effectiveEnd());
          out.writeStringField("received", reading.received().toString());
          out.writeStringField("device", reading.device().value());
          out.writeStringField("quality", reading.quality().name());
          out.writeStringField("context", reading.context().name());
        });
  }

  private static void writeAlert(JsonGenerator out, AlertTransition t) throws IOException {
    out.writeStringField("alert", t.alert().toString());
    out.writeNumberField("sequence", t.sequence());
    out.writeStringField("patient", t.patient().toString());
    out.writeStringField("family", t.family());
    out.writeStringField("phase", t.phase().name());
    out.writeStringField("state", t.state().name());
    text(out, "pausedUntil", t.pausedUntil());
    out.writeStringField("cause", t.cause().name());
    out.writeStringField("severity", t.severity().name());
    out.writeStringField("peakSeverity", t.peakSeverity().name());
    out.writeStringField("source", AlertView.source(t));
    out.writeStringField("rule", t.ruleId());
    out.writeNumberField("ruleVersion", t.ruleVersion());
    Integer limitVersion = t.limitVersion();
    if (limitVersion == null) {
      out.writeNullField("limitVersion");
    } else {
      out.writeNumberField("limitVersion", limitVersion);
    }
    out.writeStringField("metric", t.metric());
    out.writeStringField("condition", t.condition());
    out.writeNumberField("value", t.value());
    out.writeNumberField("worst", t.worst());
    out.writeStringField("unit", MetricCatalogue.standard().metric(t.metric()).unit());
    out.writeStringField("onset", t.onset().toString());
    out.writeStringField("at", t.at().toString());
    out.writeStringField("decidedAt", t.decidedAt().toString());
    AlertTimes times = AlertTimes.of(t, null);
    out.writeObjectFieldStart("times");
    text(out, "device", times.device());
    text(out, "received", times.received());
    text(out, "decided", times.decided());
    text(out, "delivered", times.delivered());
    out.writeEndObject();
    out.writeBooleanField("retrospective", t.retrospective());
    out.writeNumberField("occurrences", t.occurrences());
    out.writeArrayFieldStart("evidence");
    for (Evidence evidence : t.evidence()) {
      out.writeStartObject();
      out.writeStringField("effective", evidence.effective().toString());
      out.writeStringField("received", evidence.received().toString());
      out.writeNumberField("value", evidence.value());
      out.writeStringField("device", evidence.device().value());
      out.writeStringField("quality", evidence.quality().name());
      out.writeEndObject();
    }
    out.writeEndArray();
    text(out, "actor", t.actor());
    out.writeStringField("note", t.note());
  }

  private static void text(JsonGenerator out, String field, @Nullable Object value)
      throws IOException {
    if (value == null) {
      out.writeNullField(field);
    } else {
      out.writeStringField(field, value.toString());
    }
  }

  private static String json(Fields fields) {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      fields.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return text.toString();
  }

  private interface Fields {
    void write(JsonGenerator out) throws IOException;
  }
}
