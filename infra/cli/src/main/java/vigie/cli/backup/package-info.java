/**
 * {@code vigie backup} and {@code vigie restore}: {@link vigie.cli.backup.Backup} streams the store
 * through {@link vigie.cli.backup.TinkBackupKeys encryption} into a file, {@link
 * vigie.cli.backup.BackupExpiry} says when its key is over, {@link vigie.cli.backup.BackupFolder}
 * takes it away, and {@link vigie.cli.backup.Restore} fills a store from such a file and has the
 * erasures that came after it applied again.
 */
@NullMarked
package vigie.cli.backup;

import org.jspecify.annotations.NullMarked;
