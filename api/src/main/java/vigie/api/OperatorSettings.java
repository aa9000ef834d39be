package vigie.api;

import static vigie.api.SettingText.text;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.api.channel.Destination;
import vigie.api.channel.EconomicArea;
import vigie.transport.ClosedTransport;

/**
 * Who runs the platform, and where: what patients, the authority and the register are told. In
 * production nothing of it may be left out (C-96).
 *
 * @param production whether real patients are served
 * @param name of the operator
 * @param dpo how the data protection officer is reached (C-79)
 * @param authority name and postal address of the supervisory authority (C-75)
 * @param complaint where one complains to the authority
 * @param region where data are hosted, such as FR or EU
 * @param hosting the host's certificate for health data, such as its number; empty outside
 *     production
 * @param mail where the mail server is to which messages go out, and by what they may (C-97); null
 *     when that was not said
 * @param peopleBroker the same of the MQTT broker where people's applications hear of alerts
 */
public record OperatorSettings(
    boolean production,
    String name,
    String dpo,
    String authority,
    URI complaint,
    String region,
    String hosting,
    @Nullable Destination mail,
    @Nullable Destination peopleBroker) {
  private static final String BROKER = "VIGIE_PEOPLE_MQTT";
  private static final String UNNAMED = "an operator who has not said a name (VIGIE_OPERATOR_NAME)";
  private static final String DISKS = "VIGIE_DISK_ENCRYPTION";
  private static final String NO_DPO = "not said (VIGIE_DPO_CONTACT)";
  private static final String CNIL =
      "CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, France";
  private static final String CNIL_COMPLAINTS = "https://www.cnil.fr/fr/plaintes";

  /**
   * Reads the settings of the environment.
   *
   * @throws IllegalArgumentException naming what is wrong, or all that production lacks
   */
  static OperatorSettings of(Map<String, String> environment) {
    boolean production = ClosedTransport.production(environment);
    String region = text(environment, "VIGIE_REGION", "unknown");
    if (!region.equals("unknown")
        && !List.of("EU", "EEA").contains(region)
        && !EconomicArea.includes(region)) {
      throw new IllegalArgumentException(
          "VIGIE_REGION must be a state of the European Economic Area such as FR, or EU or EEA,"
              + " was '"
              + region
              + "'");
    }
    String complaint = text(environment, "VIGIE_AUTHORITY_URL", CNIL_COMPLAINTS);
    if (!complaint.matches("https?://[^\\s]+")) {
      throw new IllegalArgumentException(
          "VIGIE_AUTHORITY_URL must look like " + CNIL_COMPLAINTS + ", was '" + complaint + "'");
    }
    if (production) {
      checkList(environment);
    }
    return new OperatorSettings(
        production,
        text(environment, "VIGIE_OPERATOR_NAME", UNNAMED),
        text(environment, "VIGIE_DPO_CONTACT", NO_DPO),
        text(environment, "VIGIE_AUTHORITY_NAME", CNIL),
        URI.create(complaint),
        region,
        text(environment, "VIGIE_HOST_CERTIFICATE", ""),
        Destination.setting(environment, "VIGIE_SMTP"),
        Destination.setting(environment, BROKER));
  }

  /**
   * The part of the deployment checklist that a program can ask for; docs/operations.md has all.
   */
  private static void checkList(Map<String, String> environment) {
    List<String> missing = new ArrayList<>();
    for (String setting :
        List.of(
            "VIGIE_OPERATOR_NAME",
            "VIGIE_DPO_CONTACT",
            "VIGIE_REGION",
            "VIGIE_HOST_CERTIFICATE",
            DISKS,
            "VIGIE_DB_PASSWORD")) {
      if (text(environment, setting, "").isEmpty()) {
        missing.add(setting);
      }
    }
    if (!text(environment, "VIGIE_SMTP_HOST", "").isEmpty()
        && text(environment, "VIGIE_SMTP_REGION", "").isEmpty()) {
      missing.add("VIGIE_SMTP_REGION");
    }
    String broker = text(environment, BROKER + "_URL", "");
    if (!broker.isEmpty()
        && !ClosedTransport.loopback(URI.create(broker).getHost())
        && text(environment, BROKER + "_REGION", "").isEmpty()) {
      missing.add(BROKER + "_REGION");
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "VIGIE_MODE=production does not start without "
              + String.join(", ", missing)
              + "; see the deployment checklist in docs/operations.md");
    }
    String disks = text(environment, DISKS, "");
    if (List.of("no", "none", "false", "off", "unknown").contains(disks.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          DISKS
              + " is '"
              + disks
              + "', but VIGIE_MODE=production keeps nothing on a disk that is not encrypted:"
              + " encrypt those of data, logs and backups, and say how, such as LUKS2");
    }
  }
}
