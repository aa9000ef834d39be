package vigie.api.access;

/** What somebody is by profession: a column of the {@link Matrix} (C-25). */
public enum Profession {
  PHYSICIAN,
  MIDWIFE,
  DENTIST,
  PHARMACIST,
  NURSE,
  PHYSIOTHERAPIST,
  PODIATRIST,
  BIOLOGIST,
  IMAGING,
  DIETITIAN,
  /** No health profession: sees nothing by any right of a professional. */
  OTHER
}
