package vigie.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vigie.reading.Category;

/** The rights in memory. */
class AccessDirectoryTest {
  private final UUID patient = UUID.randomUUID();
  private final UUID physician = UUID.randomUUID();
  private final AccessDirectory directory = new AccessDirectory();

  @Test
  void olderRightsThanThoseKnownAreIgnored() {
    directory.put(rights(2, null));

    directory.put(rights(1, physician));

    assertThat(directory.patient(patient).orElseThrow().version()).isEqualTo(2);
    assertThat(directory.patientsOf(new Actor(physician, Role.PHYSICIAN))).isEmpty();
  }

  @Test
  void aPhysiciansPatientsFollowTheRights() {
    directory.put(rights(1, physician));
    assertThat(directory.patientsOf(new Actor(physician, Role.PHYSICIAN))).containsExactly(patient);

    directory.put(rights(2, null));

    assertThat(directory.patientsOf(new Actor(physician, Role.PHYSICIAN))).isEmpty();
  }

  @Test
  void nobodyIsAnActorWithoutBeingKnown() {
    directory.putPerson(new Actor(physician, Role.PHYSICIAN));

    assertThat(directory.actor(physician)).contains(new Actor(physician, Role.PHYSICIAN));
    assertThat(directory.actor(patient)).isEmpty();
  }

  private PatientRights rights(long version, @Nullable UUID treating) {
    return new PatientRights(
        patient,
        version,
        treating,
        null,
        Set.of(Category.HEART_RATE),
        List.of(),
        List.of(),
        List.of(),
        Emergency.NONE);
  }
}
