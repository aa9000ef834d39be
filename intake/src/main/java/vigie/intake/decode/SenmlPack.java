package vigie.intake.decode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vigie.intake.decode.Node.Kind;
import vigie.reading.Context;
import vigie.reading.Metric;
import vigie.reading.RejectionReason;

/** One SenML pack while its records are read in order. */
final class SenmlPack {
  private static final Set<String> KNOWN =
      Set.of("bn", "bt", "bu", "bv", "bs", "bver", "n", "u", "v", "vs", "vb", "vd", "s", "t", "ut");

  private static final List<String> VALUES = List.of("v", "vs", "vb", "vd");

  /** A time below 2^28 s counts from now (RFC 8428 section 4.5.3). */
  private static final double ABSOLUTE_FROM_SECONDS = 1 << 28;

  /** Beyond this a time in milliseconds no longer fits. */
  private static final double SECONDS_MAX = 1e15;

  /** The RFC sets no length; a refusal repeats the name, and a base name is in every record's. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][-A-Za-z0-9:./_]{0,254}");

  /** A device's name in a pack (RFC 9039): {@code urn:dev:}, its kind, its id. */
  private static final Pattern DEVICE = Pattern.compile("urn:dev:[^:]+:[^:/_]+");

  private final MetricNames names;
  private final long receivedMillis;
  private final Gathering message;
  private final Map<SentTime, SentObject> byTime = new HashMap<>();
  private String baseName = "";
  private double baseTime;
  private @Nullable String baseUnit;
  private @Nullable Double baseValue;
  private String brokenBase = "";
  private String packDevice = "";

  SenmlPack(MetricNames names, long receivedMillis, Gathering message) {
    this.names = names;
    this.receivedMillis = receivedMillis;
    this.message = message;
  }

  void record(Node entry, String path) {
    if (!entry.is(Kind.OBJECT)) {
      malformed(path, "a record must be an object");
      return;
    }
    entry.fields().keySet().stream()
        .filter(field -> !KNOWN.contains(field))
        .forEach(field -> message.dropped(1));
    takeBase(entry, path);
    if (!brokenBase.isEmpty()) {
      malformed(path, brokenBase + " cannot be read, and this record leans on it");
      return;
    }
    long values = VALUES.stream().filter(field -> entry.get(field).present()).count();
    if (values == 0 && !entry.get("n").present() && !entry.get("s").present()) {
      // Base fields alone.
      return;
    }
    if (!(entry.get("n").is(Kind.TEXT) || !entry.get("n").present())) {
      malformed(path + ".n", "a name must be a text");
      return;
    }
    String name = baseName + entry.get("n").text();
    if (!NAME.matcher(name).matches()) {
      malformed(path, "base name and name together must be 1 to 255 of A-Z a-z 0-9 - : . / _");
      return;
    }
    if (values > 1) {
      malformed(path, "a record has at most one of v, vs, vb, vd");
      return;
    }
    read(entry, path, name);
  }

  /** Takes base fields over; from one that is broken on nothing can be trusted. */
  private void takeBase(Node entry, String path) {
    Node name = entry.get("bn");
    Node unit = entry.get("bu");
    Node time = entry.get("bt");
    Node value = entry.get("bv");
    if (name.present()) {
      breakUnless(name.is(Kind.TEXT), path + ".bn");
      baseName = name.text();
    }
    if (unit.present()) {
      breakUnless(unit.is(Kind.TEXT), path + ".bu");
      baseUnit = unit.text();
    }
    if (time.present()) {
      breakUnless(time.finite(), path + ".bt");
      baseTime = time.number();
    }
    if (value.present()) {
      breakUnless(value.finite(), path + ".bv");
      baseValue = value.number();
    }
    if (entry.get("bs").present()) {
      breakUnless(entry.get("bs").finite(), path + ".bs");
    }
  }

  private void breakUnless(boolean readable, String path) {
    if (!readable && brokenBase.isEmpty()) {
      brokenBase = path;
    }
  }

  private void read(Node entry, String path, String name) {
    SentObject object = object(entry, name);
    MetricNames.Meaning meaning = meaning(name, entry.get("n").text());
    Metric metric = meaning == null ? null : meaning.metric();
    Node unitNode = entry.get("u");
    String unit = unitNode.is(Kind.TEXT) ? unitNode.text() : baseUnit;
    if (meaning != null && unit == null) {
      unit = meaning.unit();
    }
    Measured measured = value(entry, name, unit, metric);
    if (metric == null) {
      message.add(measured.reading(object, path, null));
      return;
    }
    if (unitNode.present() && !unitNode.is(Kind.TEXT)) {
      measured = Measured.unreadable(name, "'u' must be a text");
    }
    if (measured.fault() != null || measured.text() != null) {
      message.add(
          new Measured(name, measured.number(), measured.text(), null, measured.fault())
              .reading(object, path, metric, null, false));
      return;
    }
    if (entry.get("s").present()) {
      if (Double.isNaN(measured.number())) {
        message.add(
            measured
                .reading(object, path, metric, null, false)
                .refused(
                    new Refusal(
                        RejectionReason.STATISTIC, "an integral over time (s) is no reading")));
        return;
      }
      message.dropped(1);
    }
    SenmlUnits.Converted converted = SenmlUnits.convert(metric, measured.number(), unit);
    boolean known = !Double.isNaN(converted.canonical());
    message.add(
        new SentReading(
            object,
            path,
            name,
            metric,
            measured.number(),
            unit,
            converted.canonical(),
            known
                ? null
                : Measured.unknownUnit(metric.id() + " is not measured in that unit", metric),
            converted.doubtful()));
  }

  /** The value with its base; a number that is none, without a fault, where there is only a sum. */
  private Measured value(Node entry, String name, @Nullable String unit, @Nullable Metric metric) {
    Node number = entry.get("v");
    if (number.present()) {
      return number.finite() && baseValue != null
          ? Measured.number(name, number.number() + baseValue, unit)
          : Measured.of(name, number, unit);
    }
    Node text = entry.get("vs");
    if (text.present()) {
      return text.is(Kind.TEXT)
          ? Measured.text(name, text.text(), unit)
          : Measured.unreadable(name, "'vs' must be a text");
    }
    Node truth = entry.get("vb");
    if (truth.present()) {
      // Of two codes the second one affirms: no/yes, cancelled/fall.
      return truth.is(Kind.BOOLEAN) && metric != null && metric.codes().size() == 2
          ? Measured.number(name, truth.number(), unit)
          : Measured.unreadable(name, "is a truth value, not a number");
    }
    if (entry.get("vd").present()) {
      return Measured.unreadable(name, "is data, not a number");
    }
    if (entry.get("s").present()) {
      return new Measured(name, Double.NaN, null, unit, null);
    }
    // A missing value counts as zero beside a base value.
    return baseValue == null
        ? Measured.unreadable(name, "has none of v, vs, vb, vd, s")
        : Measured.number(name, baseValue, unit);
  }

  /**
   * What a name means: its last part, before which all parts are the device's. The full name goes
   * first; where base name and name meet without a separator the name alone tells, and in a device
   * name with a component (RFC 9039) what follows its underscore.
   */
  private MetricNames.@Nullable Meaning meaning(String full, String own) {
    String last = lastPart(full);
    MetricNames.Meaning meaning = names.find(last);
    if (meaning == null) {
      meaning = names.find(lastPart(own));
    }
    return meaning == null ? names.find(last.substring(last.indexOf('_') + 1)) : meaning;
  }

  private static String lastPart(String name) {
    return name.substring(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')) + 1);
  }

  /** Records of one time share an object, so that pressures sent together are judged together. */
  private SentObject object(Node entry, String name) {
    String foreign = foreignDevice(name);
    SentTime time = time(entry);
    return foreign == null
        ? byTime.computeIfAbsent(
            time, same -> new SentObject(null, same, null, Context.UNKNOWN, false))
        : new SentObject(foreign, time, null, Context.UNKNOWN, false);
  }

  /**
   * The device of a record when it is another one than the pack's first: two devices may be worn by
   * two people, and only one of them can be the sender.
   */
  private @Nullable String foreignDevice(String name) {
    // A base name that has the device whole ends it, even where a name follows without separator.
    Matcher matcher = DEVICE.matcher(baseName);
    if (!matcher.lookingAt() && !matcher.reset(name).lookingAt()) {
      return null;
    }
    String device = matcher.group();
    if (packDevice.isEmpty()) {
      packDevice = device;
    }
    return packDevice.equals(device) ? null : device;
  }

  private SentTime time(Node entry) {
    Node own = entry.get("t");
    if (own.present() && !own.finite()) {
      return SentTime.unreadable("t must be a number of seconds");
    }
    double seconds = baseTime + (own.present() ? own.number() : 0);
    if (Math.abs(seconds) > SECONDS_MAX) {
      return SentTime.unreadable("t must be a number of seconds since 1970, or from now");
    }
    boolean relative = seconds < ABSOLUTE_FROM_SECONDS;
    long millis = Math.round(seconds * 1000) + (relative ? receivedMillis : 0);
    return new SentTime(millis, null, relative, null, null);
  }

  private void malformed(String path, String detail) {
    message.unreadable(
        new SentObject(null, SentTime.UNSAID, null, Context.UNKNOWN, false),
        path,
        RejectionReason.MALFORMED,
        detail);
  }
}
