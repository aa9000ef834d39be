package vigie.api.fhir;

import java.util.UUID;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.DeviceNameType;
import org.hl7.fhir.r4.model.Device.FHIRDeviceStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;
import vigie.api.device.DeviceSupplier;
import vigie.api.device.JdbcDevices;
import vigie.device.DeviceStatus;

/** Devices that are or were a patient's, one Device for each binding. */
final class DeviceMapper {
  private DeviceMapper() {}

  /**
   * A device in its time.
   *
   * @param status what it last said of itself; null when it never did, or is no longer bound
   */
  static Device device(UUID patient, JdbcDevices.Period period, @Nullable DeviceStatus status) {
    Device device = new Device();
    device.setId(id(patient, period));
    device.addIdentifier(FhirTerms.identifier(FhirTerms.DEVICE, period.device().value()));
    device.setStatus(period.until() == null ? FHIRDeviceStatus.ACTIVE : FHIRDeviceStatus.INACTIVE);
    device.setType(FhirTerms.text(period.kind()));
    DeviceSupplier supplier = period.supplier();
    device.setManufacturer(supplier.manufacturer());
    if (supplier.model() != null) {
      device.addDeviceName().setName(supplier.model()).setType(DeviceNameType.MODELNAME);
    }
    device.setPatient(FhirTerms.patient(patient));
    device
        .addNote()
        .setText(
            "bound since "
                + period.since()
                + (period.until() == null ? "" : " until " + period.until()));
    if (status != null) {
      device.getMeta().setLastUpdatedElement(FhirTerms.instant(status.received()));
      device.addNote().setText(status.state() + " at " + status.received());
      if (status.battery() != null) {
        device
            .addProperty()
            .setType(FhirTerms.text("battery"))
            .addValueQuantity(
                new Quantity()
                    .setValue(status.battery())
                    .setUnit("%")
                    .setSystem(FhirTerms.UCUM)
                    .setCode("%"));
      }
    }
    return device;
  }

  /** The same each time; a device that is bound again is told of apart. */
  static String id(UUID patient, JdbcDevices.Period period) {
    return FhirTerms.id(patient, period.device(), period.since());
  }
}
