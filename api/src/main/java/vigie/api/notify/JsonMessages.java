package vigie.api.notify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.alert.Notification;
import vigie.api.access.ContactLevel;
import vigie.api.alert.AlertView;
import vigie.api.live.JsonFrames;
import vigie.api.people.Identity;
import vigie.api.people.Ins;
import vigie.reading.Category;
import vigie.reading.MetricCatalogue;

/** Messages with the body that a webhook is sent. */
public final class JsonMessages {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonMessages() {}

  /**
   * The message for this recipient, in their language. For an operator the body holds the text and
   * nothing else of the patient or the alert (C-29), for an emergency contact only what the patient
   * opened to them (C-24).
   *
   * @param others the patient's other open alerts
   * @param api address of this program, as recipients reach it
   * @param zone of the clocks that recipients go by
   * @param level how much the patient opened to the emergency contact
   * @param masked whether the patient hides the alert from this recipient
   */
  static Message of(
      Notification notification,
      Recipient recipient,
      @Nullable Recipient patient,
      List<AlertTransition> others,
      String api,
      ZoneId zone,
      ContactLevel level,
      boolean masked) {
    Words words = Words.of(recipient.language()).in(zone);
    MessageLinks links = MessageLinks.of(api, notification.alert());
    MessageText.Text text =
        MessageText.of(notification, words, patient, others, links, level, masked);
    StringWriter body = new StringWriter(1024);
    try (JsonGenerator out = JSON.createGenerator(body)) {
      out.writeStartObject();
      out.writeStringField("notification", notification.id().toString());
      out.writeStringField("role", notification.role().name());
      out.writeStringField("language", words.language());
      out.writeStringField("subject", text.subject());
      out.writeStringField("text", text.body());
      if (mayKnow(notification.role()) && !masked) {
        out.writeStringField("reason", notification.reason().name());
        out.writeNumberField("step", notification.step());
        out.writeStringField("decidedAt", notification.decidedAt().toString());
        out.writeStringField("link", links.alert());
        if (notification.role() != Notification.Role.PATIENT && links.trend() != null) {
          out.writeStringField("trend", links.trend());
        }
        out.writeObjectFieldStart("patient");
        out.writeStringField("id", notification.patient().toString());
        if (patient != null) {
          out.writeStringField("firstName", patient.firstName());
          out.writeStringField("lastName", patient.lastName());
          if (notification.role() != Notification.Role.PATIENT) {
            writeIdentity(out, patient);
          }
        }
        out.writeEndObject();
        out.writeFieldName("alert");
        out.writeRawValue(JsonFrames.alert(notification.alert()));
      }
      if (notification.role() == Notification.Role.EMERGENCY_CONTACT && !masked) {
        writeOpened(out, notification.alert(), level);
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return new Message(notification.id(), text.subject(), text.body(), body.toString());
  }

  /**
   * A message that tells of no alert, such as a code.
   *
   * @param id tells it from others
   * @param kind what it is, in the body too
   * @param values of each of its names
   * @param fields further ones of the body
   */
  public static Message service(
      UUID id,
      MessageKind kind,
      Words words,
      Map<String, Object> values,
      Map<String, String> fields) {
    return service(id, kind.name(), kind, words, values, fields);
  }

  /**
   * The same where several texts are of one kind to programs.
   *
   * @param told what it is, in the body
   */
  public static Message service(
      UUID id,
      String told,
      MessageKind kind,
      Words words,
      Map<String, Object> values,
      Map<String, String> fields) {
    MessageText.Text text = words.message(kind, values);
    StringWriter body = new StringWriter(512);
    try (JsonGenerator out = JSON.createGenerator(body)) {
      out.writeStartObject();
      out.writeStringField("notification", id.toString());
      out.writeStringField("kind", told);
      out.writeStringField("language", words.language());
      out.writeStringField("subject", text.subject());
      out.writeStringField("text", text.body());
      for (Map.Entry<String, String> field : fields.entrySet()) {
        out.writeStringField(field.getKey(), field.getValue());
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return new Message(id, text.subject(), text.body(), body.toString());
  }

  /** What tells the patient from others and how they are reached, for a physician. */
  private static void writeIdentity(JsonGenerator out, Recipient patient) throws IOException {
    if (patient.email() != null) {
      out.writeStringField("email", patient.email());
    }
    Identity identity = patient.identity();
    if (identity.phone() != null) {
      out.writeStringField("phone", identity.phone());
    }
    if (identity.birthDate() != null) {
      out.writeStringField("birthDate", identity.birthDate().toString());
    }
    Ins ins = identity.ins();
    if (ins != null) {
      out.writeObjectFieldStart("ins");
      out.writeStringField("matricule", ins.matricule());
      out.writeStringField("oid", ins.kind().oid());
      out.writeEndObject();
    }
  }

  /** What the patient opened to the emergency contact: no id of the alert, no rule, no link. */
  private static void writeOpened(JsonGenerator out, AlertTransition alert, ContactLevel level)
      throws IOException {
    if (level == ContactLevel.NONE || OperatorText.isAboutDevice(alert)) {
      return;
    }
    out.writeArrayFieldStart("categories");
    for (Category category : AlertView.categories(alert)) {
      out.writeString(category.name());
    }
    out.writeEndArray();
    if (level == ContactLevel.VALUE) {
      out.writeStringField("metric", alert.metric());
      out.writeStringField("condition", alert.condition());
      out.writeNumberField("value", alert.value());
      out.writeStringField("unit", MetricCatalogue.standard().metric(alert.metric()).unit());
    }
  }

  private static boolean mayKnow(Notification.Role role) {
    return switch (role) {
      case PATIENT, TREATING_PHYSICIAN, SUBSTITUTE -> true;
      case EMERGENCY_CONTACT, OPERATOR -> false;
    };
  }
}
