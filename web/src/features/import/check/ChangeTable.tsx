import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ImportRow } from '@/api/import';
import { ChangeLines } from '@/features/customer/record/ChangeLines';
import { useFields } from '@/features/customer/catalogue';
import { useT } from '@/i18n';
import { Empty, Lines } from '@/shared/layout/states';
import css from './check.module.css';

/** The customers on file that the table changes, with everything that will be different. */
export function ChangeTable({ rows, loading, hasMore, onMore }: { rows: readonly ImportRow[]; loading: boolean; hasMore: boolean; onMore: () => void }) {
  const t = useT();
  const fields = useFields('customer');
  const contactFields = useFields('contact');
  if (rows.length === 0) return loading ? <Lines /> : <Empty title={t('import.none_rows')} />;
  return (
    <div className={css.changeTable}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('import.row')}</th>
            <th scope="col">{t('import.customer_on_file')}</th>
            <th scope="col">{t('import.will_change')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <td className={css.rowNumber}>{row.row}</td>
              <th scope="row">
                {row.target ? (
                  <>
                    <Link to="/customers/$id" params={{ id: row.target.id }}>
                      {row.target.name}
                    </Link>
                    <span className={css.code}>{row.target.code}</span>
                  </>
                ) : (
                  t('import.out_of_sight')
                )}
              </th>
              <td>
                <ChangeLines item={row} fields={fields} />
                {row.contacts.map((contact, index) => (
                  <div key={contact.id ?? index} className={css.contact}>
                    <strong>{t(contact.added ? 'import.contact_added' : 'import.contact_changed', { name: contact.name })}</strong>
                    <ChangeLines item={contact} fields={contactFields} />
                  </div>
                ))}
                {row.warnings.map((warning, index) => (
                  <p key={index} className={css.kept}>
                    {warning.message}
                  </p>
                ))}
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
