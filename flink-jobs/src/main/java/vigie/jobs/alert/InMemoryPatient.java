package vigie.jobs.alert;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.patient.PatientProfile;
import vigie.reading.Category;

/** A patient's memory without Flink. */
final class InMemoryPatient implements PatientMemory {
  private final Map<Category, Watch> watches = new EnumMap<>(Category.class);
  private @Nullable PatientProfile profile;

  @Override
  public @Nullable PatientProfile profile() {
    return profile;
  }

  @Override
  public void profile(@Nullable PatientProfile known) {
    profile = known;
  }

  @Override
  public @Nullable Watch watch(Category category) {
    return watches.get(category);
  }

  @Override
  public void watch(Category category, @Nullable Watch watch) {
    if (watch == null) {
      watches.remove(category);
    } else {
      watches.put(category, watch);
    }
  }

  @Override
  public List<Category> watched() {
    return new ArrayList<>(watches.keySet());
  }
}
