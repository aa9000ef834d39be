package vigie.patient;

/** Facts a clinician has recorded that change which rules apply. */
public enum ProfileFlag {
  /** Hypercapnic respiratory failure, target 88 to 92 %: NEWS2 SpO2 scale 2. Never inferred. */
  SPO2_SCALE_2,
  ON_OXYGEN,
  NEUTROPENIA,
  HEART_FAILURE,
  ATHLETE,
  BETA_BLOCKER,
  /** Under 16 years: no adult default may fire, only limits set for this patient. */
  CHILD,
  /** NEWS2 does not hold in pregnancy. */
  PREGNANT
}
