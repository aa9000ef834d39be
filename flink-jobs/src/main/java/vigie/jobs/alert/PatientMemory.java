package vigie.jobs.alert;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.patient.PatientProfile;
import vigie.reading.Category;

/** What is kept of one patient. What it hands out is changed in place and then put back. */
interface PatientMemory {
  /** What is known of the patient; null while nothing is. */
  @Nullable PatientProfile profile();

  /** Keeps the profile; null forgets it. */
  void profile(@Nullable PatientProfile profile);

  /** What is kept of this category; null when nothing is. */
  @Nullable Watch watch(Category category);

  /** Keeps it; null forgets it. */
  void watch(Category category, @Nullable Watch watch);

  /** The categories of which something is kept. */
  List<Category> watched();
}
