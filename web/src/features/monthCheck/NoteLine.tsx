import type { WalkedCustomer } from '@/api/monthCheck';
import { useT } from '@/i18n';
import { TimeText } from '@/shared/text/texts';
import css from './monthCheck.module.css';

/** What service or finance added for the month. */
export function NoteLine({ note }: { note: WalkedCustomer['notes'][number] }) {
  const t = useT();
  const words = [note.payment ? t(`month_check.payment_${note.payment}`) : '', note.text].filter((one) => one !== '').join(t('common.list_comma'));
  return (
    <p className={css.note}>
      {t(`month_check.note_${note.kind}`, { text: words })}{' '}
      <span className={css.quiet}>
        {note.added.person.name} <TimeText at={note.added.at} />
      </span>
    </p>
  );
}
