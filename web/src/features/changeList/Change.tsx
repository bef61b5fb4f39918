import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ListedChange } from '@/api/changeList';
import type { Field } from '@/api/types';
import { ChangeLines } from '@/features/customer/record/ChangeLines';
import { useI18n } from '@/i18n';
import { TimeText } from '@/shared/text/texts';
import css from './changeList.module.css';

interface Props {
  change: ListedChange;
  fields: ReadonlyMap<string, Field>;
  contactFields: ReadonlyMap<string, Field>;
  children?: ReactNode;
}

/** One change: of which customer, by whom, when, before and after, and what was said of it. */
export function Change({ change, fields, contactFields, children }: Props) {
  const { t, maybe } = useI18n();
  return (
    <>
      <p className={css.changeHead}>
        <Link to="/customers/$id" params={{ id: change.customer.id }} preload={false} className={css.name}>
          {change.customer.name}
        </Link>
        <span className={css.quiet}>
          {maybe(`change_list.kind_${change.kind}`) ?? change.kind}
          {change.contact && ` · ${t('change_list.of_contact', { name: change.contact })}`} · {change.person.name} · <TimeText at={change.at} />
        </span>
      </p>
      <ChangeLines item={change} fields={change.kind === 'contact' ? contactFields : fields} />
      {change.reason && <p className={css.quiet}>{t('change_list.reason', { reason: change.reason })}</p>}
      {change.note && <p className={css.note}>{t('change_list.note_by', { name: change.judged_by?.name ?? '', note: change.note })}</p>}
      {change.answer && <p className={css.note}>{t('change_list.answer_by', { name: change.person.name, answer: change.answer })}</p>}
      {children}
    </>
  );
}
