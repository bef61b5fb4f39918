import { Button, Radio } from 'antd';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { exportCustomers, type CustomerCount, type CustomerRow, type ExportFormat, type ListQuery } from '@/api/customer';
import { useMe } from '@/app/me';
import { useT } from '@/i18n';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Dialog } from '@/shared/overlay/Dialog';
import type { Column } from '@/shared/table/DataTable';
import { formatCount } from '@/shared/text/format';
import css from './list.module.css';

/** Takes the list out of the house: says what will leave and that it is on record. */
export function ExportButton({ query, count, columns }: { query: ListQuery; count: CustomerCount | undefined; columns: readonly Column<CustomerRow>[] }) {
  const t = useT();
  const me = useMe();
  const [open, setOpen] = useState(false);
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  const leave = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await exportCustomers(query, format, me.today, t('customer.title'));
      setOpen(false);
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <Button className={css.desktop} icon={<Download size={16} />} onClick={() => setOpen(true)}>
        {t('customer_list.export')}
      </Button>
      {open && (
        <Dialog
          title={t('customer_list.export_title', { count: count ? formatCount(count.count, count.capped) : '…' })}
          onClose={() => setOpen(false)}
          footer={
            <>
              <Button onClick={() => setOpen(false)}>{t('common.cancel')}</Button>
              <Button type="primary" loading={busy} onClick={() => void leave()}>
                {t('customer_list.export')}
              </Button>
            </>
          }
        >
          {failure !== null && <ProblemNote error={failure} />}
          <Radio.Group
            aria-label={t('customer_list.export_format')}
            value={format}
            onChange={(event) => setFormat(event.target.value as ExportFormat)}
            options={[
              { value: 'xlsx', label: t('customer_list.export_xlsx') },
              { value: 'csv', label: t('customer_list.export_csv') },
            ]}
          />
          <p className={css.exportColumns}>
            {columns.length > 0
              ? t('customer_list.export_columns', { columns: columns.map((column) => column.title).join(t('common.list_comma')) })
              : t('customer_list.export_fixed')}
          </p>
          <p className={css.quiet}>{t('customer_list.export_logged', { clause: 'L1-23.1' })}</p>
        </Dialog>
      )}
    </>
  );
}
