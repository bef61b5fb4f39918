import type { Import } from '@/api/import';
import type { Translate } from '@/i18n';
import { formatCount } from '@/shared/text/format';

/** What will be made of the good rows, in words. */
export function planned({ create_rows, update_rows, unchanged_rows }: Import['counts'], t: Translate): string {
  const told = [
    ...(update_rows > 0 ? [t('import.plan_update', { count: formatCount(update_rows) })] : []),
    ...(create_rows > 0 ? [t('import.plan_create', { count: formatCount(create_rows) })] : []),
    ...(unchanged_rows > 0 ? [t('import.plan_unchanged', { count: formatCount(unchanged_rows) })] : []),
  ];
  return told.join(' ');
}
