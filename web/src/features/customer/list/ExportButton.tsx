import { Button } from 'antd';
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { CustomerCount, CustomerRow, ListQuery } from '@/api/customer';
import { ExportDialog } from '@/features/export/ExportDialog';
import { useT } from '@/i18n';
import type { Column } from '@/shared/table/DataTable';
import { formatCount } from '@/shared/text/format';
import css from './list.module.css';

interface Props {
  query: ListQuery;
  count: CustomerCount | undefined;
  columns: readonly Column<CustomerRow>[];
  /** Keys of those that the list shows, in its order. */
  shown: readonly string[];
}

/** Takes the list out of the house. */
export function ExportButton({ query, count, columns, shown }: Props) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button className={css.desktop} icon={<Download size={16} />} onClick={() => setOpen(true)}>
        {t('customer_list.export')}
      </Button>
      {open && (
        <ExportDialog
          title={t('export.dialog_count', { count: count ? formatCount(count.count, count.capped) : '…' })}
          scope={{ filters: [...query.filters], sort: query.sort }}
          count={count?.count ?? 0}
          columns={columns.map((column) => ({ value: column.key, label: column.title }))}
          shown={shown.includes('code') ? shown : ['code', ...shown]}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
