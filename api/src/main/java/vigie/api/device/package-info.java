/**
 * Devices, bound to a patient by that patient, each with its own secret: {@link
 * vigie.api.device.DeviceController} is asked, {@link vigie.api.device.JdbcDevices} changes a
 * binding in one transaction, {@link vigie.api.device.JdbcBindingRows} has its rows and {@link
 * vigie.api.device.JdbcDeviceOutbox} tells the stream.
 */
@NullMarked
package vigie.api.device;

import org.jspecify.annotations.NullMarked;
