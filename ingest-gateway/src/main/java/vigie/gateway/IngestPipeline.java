package vigie.gateway;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.device.DeviceBinding;
import vigie.gateway.check.ClockSkew;
import vigie.gateway.check.ReadingChecks;
import vigie.gateway.check.ReadingQuality;
import vigie.gateway.decode.Decoded;
import vigie.gateway.decode.PayloadDecoder;
import vigie.gateway.decode.PayloadFormats;
import vigie.gateway.decode.Refusal;
import vigie.gateway.decode.SentReading;
import vigie.gateway.directory.Bindings;
import vigie.gateway.directory.Consents;
import vigie.gateway.directory.SpeaksFor;
import vigie.gateway.mqtt.DeviceTopic;
import vigie.gateway.mqtt.InboundMessage;
import vigie.gateway.observe.IngestMetrics;
import vigie.gateway.publish.PublishOutcome;
import vigie.gateway.publish.ReadingPublisher;
import vigie.reading.Original;
import vigie.reading.PatientId;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/**
 * A message's way: decode, check, publish. Safe for several threads; keeps no state of its own.
 * Readings of one device handed in by one thread are published in that order.
 */
public final class IngestPipeline {
  /** Together the rejections of one message repeat its bytes at most this often, in bytes. */
  static final int EVIDENCE_BYTES_MAX = 1 << 20;

  /** A longer content type is cut where a refusal repeats it, in characters. */
  private static final int CONTENT_TYPE_SHOWN_MAX = 64;

  private final Clock clock;
  private final PayloadFormats formats;
  private final Bindings bindings;
  private final Consents consents;
  private final SpeaksFor speaksFor;
  private final ReadingPublisher publisher;
  private final IngestMetrics metrics;
  private final int payloadBytesMax;
  private final ReadingChecks checks = ReadingChecks.standard();

  /**
   * Connects the steps.
   *
   * @param clock gives the received time
   * @param formats the formats that are understood
   * @param bindings whose each device is
   * @param consents what each patient has consented to
   * @param speaksFor which device may send in the name of another
   * @param publisher keeps what comes out
   * @param metrics counts
   * @param payloadBytesMax a larger message is refused
   */
  public IngestPipeline(
      Clock clock,
      PayloadFormats formats,
      Bindings bindings,
      Consents consents,
      SpeaksFor speaksFor,
      ReadingPublisher publisher,
      IngestMetrics metrics,
      int payloadBytesMax) {
    this.clock = clock;
    this.formats = formats;
    this.bindings = bindings;
    this.consents = consents;
    this.speaksFor = speaksFor;
    this.publisher = publisher;
    this.metrics = metrics;
    this.payloadBytesMax = payloadBytesMax;
  }

  /** Takes a message in; its outcome is told when all of it is kept, or could not be. */
  public void accept(InboundMessage message) {
    long began = System.nanoTime();
    IngestResult result =
        decide(
            message.topic(),
            message.contentType(),
            message.payload(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    metrics.received(result);
    publisher.publish(
        result.accepted(),
        result.rejected(),
        new PublishOutcome() {
          @Override
          public void kept() {
            metrics.kept(result, System.nanoTime() - began);
            message.outcome().kept();
          }

          @Override
          public void failed(Exception cause) {
            metrics.failed(result);
            message.outcome().failed(cause);
          }
        });
  }

  /**
   * What a message becomes. Pure but for the directory it asks.
   *
   * @param topic as it came
   * @param contentType as it came; empty when none did
   * @param payload as it came
   * @param received when it came
   */
  public IngestResult decide(String topic, String contentType, byte[] payload, Instant received) {
    DeviceTopic deviceTopic = DeviceTopic.parse(topic);
    if (deviceTopic == null) {
      return whole(
          "",
          topic,
          received,
          RejectionReason.UNKNOWN_TOPIC,
          "not a device's topic",
          Origin.NOTHING);
    }
    String device = deviceTopic.device();
    DeviceBinding binding = bindings.find(device);
    if (binding == null) {
      return whole(
          device,
          topic,
          received,
          RejectionReason.UNBOUND_DEVICE,
          "nobody has bound this device; its bytes are not kept",
          Origin.NOTHING);
    }
    Origin origin = new Origin(topic, received, binding, consents.of(binding.patient()), payload);
    if (!binding.active()) {
      return origin.whole(
          RejectionReason.REVOKED_DEVICE, "the device's binding has ended", Origin.NOTHING);
    }
    PayloadDecoder decoder = formats.find(deviceTopic.format(), contentType);
    if (decoder == null) {
      return origin.whole(
          RejectionReason.UNKNOWN_TOPIC,
          "no format for topic level '"
              + deviceTopic.format()
              + "' and content type '"
              + (contentType.length() > CONTENT_TYPE_SHOWN_MAX
                  ? contentType.substring(0, CONTENT_TYPE_SHOWN_MAX)
                  : contentType)
              + "'; known are "
              + formats.words(),
          origin.evidence());
    }
    if (payload.length > payloadBytesMax) {
      return origin.whole(
          RejectionReason.TOO_LARGE,
          payload.length + " bytes; at most " + payloadBytesMax + ", and as many are kept",
          Arrays.copyOf(origin.evidence(), Math.min(origin.evidence().length, payloadBytesMax)));
    }
    try {
      return check(decoder.decode(payload, received), origin);
    } catch (RuntimeException e) {
      // Our own mistake, but this message would bring it about again and again, and hold up all
      // others: it is kept where somebody sees it.
      return origin.whole(
          RejectionReason.MALFORMED,
          "this gateway could not process it: " + e.getClass().getSimpleName(),
          origin.evidence());
    }
  }

  private IngestResult check(Decoded decoded, Origin origin) {
    Refusal whole = decoded.refusal();
    if (whole != null) {
      return origin.whole(whole.reason(), whole.detail(), origin.evidence());
    }
    Speakers speakers = new Speakers(origin, bindings, consents, speaksFor);
    List<Reading> accepted = new ArrayList<>(decoded.readings().size());
    List<Refused> refused = List.of();
    for (SentReading sent : decoded.readings()) {
      Speakers.Speaker speaker = speakers.of(sent.object().device());
      Refusal refusal =
          speaker.refusal() == null ? checks.refusal(sent, speaker.arrival()) : speaker.refusal();
      if (refusal == null) {
        accepted.add(reading(sent, speaker.bound(), origin.received()));
        continue;
      }
      if (refused.isEmpty()) {
        refused = new ArrayList<>();
      }
      refused.add(new Refused(refusal, sent.path(), speaker.patient()));
    }
    return new IngestResult(
        accepted,
        refused.isEmpty() ? List.of() : rejected(refused, origin, speakers.severalPatients()),
        decoded.droppedFields(),
        decoded.correctedTimes());
  }

  /** A reading refused: why, where it stands, and whose it would have been. */
  private record Refused(Refusal refusal, String path, @Nullable PatientId patient) {}

  private static List<RejectedReading> rejected(
      List<Refused> refused, Origin origin, boolean severalPatients) {
    // The bytes hold every value of the message, so one without consent, or one that may be another
    // person's, keeps all of them out.
    boolean withheld =
        severalPatients
            || refused.stream()
                .anyMatch(one -> one.refusal().reason() == RejectionReason.NO_CONSENT);
    byte[] evidence = withheld ? Origin.NOTHING : origin.evidence();
    int copies = evidence.length == 0 ? 0 : Math.max(1, EVIDENCE_BYTES_MAX / evidence.length);
    List<RejectedReading> rejected = new ArrayList<>(refused.size());
    for (int i = 0; i < refused.size(); i++) {
      Refused one = refused.get(i);
      String detail = one.refusal().detail();
      if (evidence.length > 0 && i >= copies) {
        detail += "; the bytes stand with the message's first rejection";
      }
      rejected.add(
          origin.rejected(
              one.refusal().reason(),
              detail,
              one.path(),
              one.patient(),
              i < copies ? evidence : Origin.NOTHING));
    }
    return rejected;
  }

  private static Reading reading(SentReading sent, DeviceBinding binding, Instant received) {
    Long ts = sent.object().time().ts();
    Long endTs = sent.object().time().endTs();
    return new Reading(
        binding.patient(),
        binding.device(),
        sent.knownMetric(),
        sent.canonical(),
        ts == null ? received : ClockSkew.settled(ts, received),
        endTs == null ? null : ClockSkew.settled(endTs, received),
        sent.object().time().zoneOffsetMinutes(),
        received,
        sent.object().sequence(),
        ReadingQuality.of(sent),
        sent.object().context(),
        original(sent),
        binding.expectedInterval());
  }

  private static @Nullable Original original(SentReading sent) {
    String unit = sent.unit();
    return unit != null && sent.converted() ? new Original(sent.sent(), unit) : null;
  }

  private static IngestResult whole(
      String device,
      String topic,
      Instant received,
      RejectionReason reason,
      String detail,
      byte[] evidence) {
    return new IngestResult(
        List.of(),
        List.of(new RejectedReading(device, topic, received, reason, detail, "", null, evidence)),
        0,
        0);
  }
}
