import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Radio } from 'antd';
import { useState } from 'react';
import { chooseTwin, importRowsQuery, keepImport, type Import, type ImportChoice, type ImportRow } from '@/api/import';
import type { Page } from '@/api/types';
import { useI18n, useT } from '@/i18n';
import { Empty, Lines } from '@/shared/layout/states';
import { noticeError } from '@/shared/overlay/notice';
import css from './check.module.css';

type Twin = ImportRow['twins'][number];

/** Rows beside what they may be the same as; for each somebody says what is done. */
export function TwinTable({ one, rows, loading, hasMore, onMore }: { one: Import; rows: readonly ImportRow[]; loading: boolean; hasMore: boolean; onMore: () => void }) {
  const t = useT();
  if (rows.length === 0) return loading ? <Lines /> : <Empty title={t('import.none_twins')} />;
  return (
    <div className={css.changeTable}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('import.row')}</th>
            <th scope="col">{t('import.in_the_table')}</th>
            <th scope="col">{t('import.may_be')}</th>
            <th scope="col">{t('import.choice')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <td className={css.rowNumber}>{row.row}</td>
              <th scope="row">
                <Cells one={one} row={row} />
              </th>
              <td>
                <ul className={css.twins}>
                  {row.twins.map((twin, index) => (
                    <li key={index}>
                      <Beside twin={twin} />
                    </li>
                  ))}
                </ul>
              </td>
              <td>
                <Choose one={one} row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {hasMore && (
        <Button loading={loading} onClick={onMore}>
          {t('common.load_more')}
        </Button>
      )}
    </div>
  );
}

/** Columns by which people tell customers apart. */
const TELLING = ['name', 'credit_code', 'mobile', 'phone', 'office_phone', 'address', 'contact.name', 'contact.mobile'];

function Cells({ one, row }: { one: Import; row: ImportRow }) {
  const told = TELLING.flatMap((field) => {
    const column = one.columns.find((each) => each.field === field);
    const text = column && row.cells[column.index];
    return text ? [{ field, text }] : [];
  });
  return (
    <>
      {told.map(({ field, text }) => (
        <span key={field} className={field === 'name' ? '' : css.code}>
          {text}
        </span>
      ))}
    </>
  );
}

function Beside({ twin }: { twin: Twin }) {
  const { t, maybe } = useI18n();
  const agrees = twin.agrees.map((field) => maybe(`import.agrees_${field}`) ?? field).join(t('common.list_comma'));
  return (
    <>
      {twin.customer ? (
        <>
          <Link to="/customers/$id" params={{ id: twin.customer.id }} target="_blank">
            {twin.customer.name}
          </Link>
          <span className={css.code}>{t('import.twin_of', { code: twin.customer.code, owner: twin.customer.owner })}</span>
        </>
      ) : (
        <span>{t('import.twin_row', { row: twin.row ?? 0 })}</span>
      )}
      <span className={twin.same ? css.sure : css.code}>{t(twin.same ? 'import.twin_same' : 'import.twin_unsure', { agrees })}</span>
    </>
  );
}

function Choose({ one, row }: { one: Import; row: ImportRow }) {
  const t = useT();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const customers = row.twins.flatMap((twin) => (twin.customer?.editable ? [twin.customer] : []));
  // What is wrong with it otherwise is mended first.
  if (row.verdict === 'invalid' && row.choice !== 'skip') return <span className={css.verdictBad}>{row.errors.map((error) => error.message).join(' ')}</span>;
  const choose = async (value: string) => {
    const [choice, customer] = value.split(':') as [ImportChoice, string | undefined];
    setBusy(true);
    try {
      const { import: next, row: judged } = await chooseTwin(one.id, row.row, choice, customer);
      client.setQueryData<InfiniteData<Page<ImportRow>>>(importRowsQuery(one.id, 'twins').queryKey, (before) =>
        before && { ...before, pages: before.pages.map((page) => ({ ...page, items: page.items.map((item) => (item.row === judged.row ? judged : item)) })) },
      );
      keepImport(client, next);
    } catch (failure) {
      noticeError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Radio.Group
      aria-label={t('import.choice_of', { row: row.row })}
      className={css.choices}
      disabled={busy || one.status !== 'ready'}
      value={row.choice === 'update' ? `update:${row.choice_customer_id ?? ''}` : row.choice}
      onChange={(event) => void choose(event.target.value as string)}
      options={[
        { value: 'undecided', label: t('import.choice_undecided') },
        { value: 'write', label: t('import.choice_write') },
        { value: 'skip', label: t('import.choice_skip') },
        ...customers.map((customer) => ({ value: `update:${customer.id}`, label: t('import.choice_update', { code: customer.code }) })),
      ]}
    />
  );
}
