import { Checkbox } from 'antd';
import type { Import } from '@/api/import';
import { useT } from '@/i18n';
import { formatCount } from '@/shared/text/format';
import css from './columns.module.css';

const NAMED = 10;

/** A sheet of contacts beside the sheet of customers: whether they come along. */
export function ContactSheet({ contacts, joined, onJoin }: { contacts: NonNullable<Import['contacts']>; joined: boolean; onJoin: (joined: boolean) => void }) {
  const t = useT();
  const rows = contacts.left_rows.slice(0, NAMED).join(t('common.list_comma'));
  return (
    <div className={css.contactSheet}>
      <Checkbox checked={joined} onChange={(event) => onJoin(event.target.checked)}>
        {t('import.join_contacts', { sheet: contacts.sheet, header: contacts.header, count: formatCount(contacts.contacts) })}
      </Checkbox>
      {contacts.left > 0 && <p>{t(contacts.left > NAMED ? 'import.contacts_left_more' : 'import.contacts_left', { count: formatCount(contacts.left), rows })}</p>}
    </div>
  );
}
