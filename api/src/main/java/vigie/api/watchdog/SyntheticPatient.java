package vigie.api.watchdog;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import vigie.alert.Delivery.Channel;
import vigie.api.access.AccessDirectory;
import vigie.api.access.Actor;
import vigie.api.access.ContactLevel;
import vigie.api.access.PatientRights;
import vigie.api.access.Role;
import vigie.api.access.SyntheticPeople;
import vigie.api.channel.ChannelVerification;
import vigie.api.device.DeviceSupplier;
import vigie.api.device.JdbcDevices;
import vigie.api.notify.OwnWebhook;
import vigie.api.patient.JdbcCareTeams;
import vigie.api.patient.JdbcConsents;
import vigie.api.patient.JdbcPatients;
import vigie.api.people.Identity;
import vigie.api.people.JdbcPeople;
import vigie.api.people.Person;
import vigie.device.Credential;
import vigie.device.DeviceBinding;
import vigie.patient.Cover;
import vigie.reading.Category;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;

/**
 * Makes the watchdog's patient by the ways of every patient: enrolled, consenting, with a treating
 * physician, a bound device, and channels that are proven by their codes. Nobody can sign in as
 * either. What is there is left as it is; device and channels get new secrets, for those of the
 * process before are not known.
 */
@Singleton
final class SyntheticPatient {
  /** The patient's device. */
  static final DeviceId DEVICE = new DeviceId("htest-watchdog");

  private static final int SECRET_BYTES = 24;

  private final AccessDirectory directory;
  private final JdbcPatients patients;
  private final JdbcPeople people;
  private final JdbcConsents consents;
  private final JdbcCareTeams careTeams;
  private final JdbcDevices devices;
  private final ChannelVerification channels;
  private final HttpProbeReceiver receiver;
  private final OwnWebhook own;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  SyntheticPatient(
      AccessDirectory directory,
      JdbcPatients patients,
      JdbcPeople people,
      JdbcConsents consents,
      JdbcCareTeams careTeams,
      JdbcDevices devices,
      ChannelVerification channels,
      HttpProbeReceiver receiver,
      OwnWebhook own,
      Clock clock) {
    this.directory = directory;
    this.patients = patients;
    this.people = people;
    this.consents = consents;
    this.careTeams = careTeams;
    this.devices = devices;
    this.channels = channels;
    this.receiver = receiver;
    this.own = own;
    this.clock = clock;
  }

  /**
   * Makes whatever is missing.
   *
   * @return the device's secret
   * @throws RuntimeException when the store does not answer, or a code did not arrive
   */
  String enrol() {
    UUID patient = SyntheticPeople.PATIENT;
    UUID physician = SyntheticPeople.PHYSICIAN;
    Instant now = clock.instant();
    if (directory.actor(physician).isEmpty()) {
      people.add(person(physician, "htest-watchdog-physician", Role.PHYSICIAN), null, now, null);
      directory.putPerson(new Actor(physician, Role.PHYSICIAN));
    }
    if (directory.actor(patient).isEmpty()) {
      patients.enrol(person(patient, "htest-watchdog-patient", Role.PATIENT), null, patient);
      directory.putPerson(new Actor(patient, Role.PATIENT));
    }
    consents.give(patient, Category.PHYSICAL_ACTIVITY);
    if (directory.patient(patient).map(PatientRights::treatingPhysician).isEmpty()) {
      careTeams.put(
          patient, new JdbcCareTeams.Team(physician, null, ContactLevel.NONE, Cover.NONE), patient);
    }
    own.set(receiver.address());
    prove(patient);
    prove(physician);
    return bind(now);
  }

  private static Person person(UUID id, String username, Role role) {
    return new Person(
        id, username, role, "HTEST", "Watchdog", "en", null, null, null, null, Identity.NONE, null);
  }

  private void prove(UUID person) {
    channels.setAddress(
        person, Channel.WEBHOOK, receiver.address().toString(), receiver.secret(), null);
    channels.sendCode(person, Channel.WEBHOOK);
    String code =
        receiver.takeCode().orElseThrow(() -> new IllegalStateException("no code arrived"));
    channels.typed(person, Channel.WEBHOOK, code, person);
  }

  private String bind(Instant now) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    String secret = HexFormat.of().formatHex(bytes);
    Credential credential = Credential.of(secret, random);
    if (!devices.rotate(SyntheticPeople.PATIENT, DEVICE, credential, now)) {
      devices.bind(
          new DeviceBinding(
              DEVICE,
              new PatientId(SyntheticPeople.PATIENT),
              "HTEST watchdog",
              Duration.ZERO,
              credential,
              true,
              now),
          DeviceSupplier.UNSAID,
          null);
    }
    return secret;
  }
}
