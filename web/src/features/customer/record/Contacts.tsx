import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { Clock3, Contact as ContactIcon, EllipsisVertical, Plus, QrCode as QrIcon, Star } from 'lucide-react';
import { useState } from 'react';
import { changeContact, contactsQuery, removeContact, type Contact } from '@/api/contact';
import { refreshCustomer, type Customer } from '@/api/customer';
import { CodeDialog } from '@/features/card/CodeDialog';
import { useI18n } from '@/i18n';
import { FieldValue } from '@/shared/form/FieldValue';
import { useWhy } from '@/shared/layout/Locked';
import { Empty, QueryGate } from '@/shared/layout/states';
import { ConfirmDanger } from '@/shared/overlay/ConfirmDanger';
import { noticeError } from '@/shared/overlay/notice';
import { isBlank, type Card, type PlacedField } from '../catalogue';
import { Act } from './Act';
import { ContactDialog } from './ContactDialog';
import { DoubtDialog, type Doubting } from './Doubt';
import { FactRow } from './FactRow';
import { VerifiedMark } from './VerifiedMark';
import css from './record.module.css';

/** Written at the head of the card; the rest stands below. */
const HEAD = new Set(['post', 'department_name', 'decision_role']);

/** The people of a customer: whom to turn to first, about what, how and when. */
export function Contacts({ customer, card }: { customer: Customer; card: Card }) {
  const { t } = useI18n();
  const query = useQuery(contactsQuery(customer.id));
  const [editing, setEditing] = useState<Contact | 'new' | null>(null);
  const [doubting, setDoubting] = useState<Doubting | null>(null);
  const add = (
    <Act answer={customer.actions.edit} icon={<Plus size={14} />} onClick={() => setEditing('new')}>
      {t('customer.contact_add')}
    </Act>
  );
  return (
    <QueryGate query={query}>
      {({ items }) => (
        <>
          {items.length === 0 ? (
            <Empty icon={ContactIcon} title={t('customer.contacts_none')} action={add}>
              {t('customer.contacts_none_text')}
            </Empty>
          ) : (
            <>
              <div className={css.tabActions}>{add}</div>
              <ul className={css.people}>
                {items.map((contact) => (
                  <li key={contact.id}>
                    <ContactCard customer={customer} contact={contact} card={card} onEdit={() => setEditing(contact)} onDoubt={setDoubting} />
                  </li>
                ))}
              </ul>
            </>
          )}
          {editing && (
            <ContactDialog key={editing === 'new' ? 'new' : editing.id} customer={customer} card={card} contact={editing === 'new' ? null : editing} first={items.length === 0} onClose={() => setEditing(null)} />
          )}
          {doubting && <DoubtDialog customer={customer.id} doubting={doubting} onClose={() => setDoubting(null)} />}
        </>
      )}
    </QueryGate>
  );
}

interface CardProps {
  customer: Customer;
  contact: Contact;
  card: Card;
  onEdit: () => void;
  onDoubt: (doubting: Doubting) => void;
}

function ContactCard({ customer, contact, card, onEdit, onDoubt }: CardProps) {
  const { t } = useI18n();
  const why = useWhy();
  const client = useQueryClient();
  const [more, setMore] = useState(false);
  const [removing, setRemoving] = useState(false);
  const [showing, setShowing] = useState(false);
  const editable = why(customer.actions.edit) === null;
  const refresh = () => refreshCustomer(client, customer.id);

  const all: PlacedField[] = card.contact.length > 0 ? card.contact.flatMap((group) => group.fields) : [...card.contactFields.values()].map((field) => ({ field, required: false, expected: false }));
  const filled = all.filter(({ field }) => !isBlank(contact.values[field.key]) && !HEAD.has(field.key));
  const ways = filled.filter(({ field }) => field.group === 'contact_communication');
  const rest = filled.filter(({ field }) => field.group !== 'contact_communication');
  const value = (key: string) => {
    const field = card.contactFields.get(key);
    return field && !isBlank(contact.values[key]) ? <FieldValue field={field} value={contact.values[key]} compact /> : null;
  };
  const call = typeof contact.values.good_time_to_call === 'string' ? contact.values.good_time_to_call : null;
  const row = ({ field }: PlacedField) => (
    <FactRow
      key={field.key}
      field={field}
      value={contact.values[field.key]}
      mark={customer.uncertain.find((mark) => mark.field === field.key && mark.contact_id === contact.id)}
      edit={customer.actions.edit}
      verify={customer.actions.verify}
      verified={<VerifiedMark customer={customer} field={field} contact={contact} />}
      onDoubt={(one) => onDoubt({ ...one, contact: contact.id, label: `${contact.name} · ${one.label}` })}
    />
  );

  return (
    <article className={css.person} data-primary={contact.primary || undefined}>
      <header>
        <div>
          <h3>
            {contact.name}
            {contact.primary && (
              <span className={css.primary}>
                <Star size={12} aria-hidden />
                {t('customer.primary')}
              </span>
            )}
          </h3>
          <p className={css.quiet}>
            {[value('department_name'), value('post')].filter(Boolean).map((part, index) => (
              <span key={index}>
                {index > 0 && ' · '}
                {part}
              </span>
            ))}
          </p>
        </div>
        {value('decision_role') && <span className={css.roleTag}>{value('decision_role')}</span>}
        <Button type="text" size="small" icon={<QrIcon size={16} />} aria-label={t('card.code_of', { name: contact.name })} title={t('card.code')} onClick={() => setShowing(true)} />
        {editable && (
          <Dropdown
            trigger={['click']}
            placement="bottomRight"
            menu={{
              items: [
                { key: 'edit', label: t('common.edit'), onClick: onEdit },
                ...(contact.primary
                  ? []
                  : [{ key: 'primary', label: t('customer.make_primary'), onClick: () => void changeContact(contact.id, { primary: true }, contact.version).then(refresh, noticeError) }]),
                { type: 'divider' as const },
                { key: 'remove', label: t('customer.contact_remove'), danger: true, onClick: () => setRemoving(true) },
              ],
            }}
          >
            <Button type="text" size="small" icon={<EllipsisVertical size={16} />} aria-label={t('customer.contact_menu', { name: contact.name })} />
          </Dropdown>
        )}
      </header>
      {call && (
        <p className={css.goodTime}>
          <Clock3 size={14} aria-hidden />
          {t('customer.good_time', { when: call })}
        </p>
      )}
      {ways.length > 0 && <dl className={css.facts}>{ways.filter(({ field }) => field.key !== 'good_time_to_call').map(row)}</dl>}
      {rest.length > 0 && (
        <>
          {more && <dl className={css.facts}>{rest.map(row)}</dl>}
          <button type="button" className={css.emptyLine} aria-expanded={more} onClick={() => setMore(!more)}>
            {more ? t('customer.hide_rest') : t('customer.show_rest', { count: rest.length })}
          </button>
        </>
      )}
      {filled.length === 0 && <p className={css.quiet}>{t('customer.contact_bare')}</p>}
      {showing && <CodeDialog contact={contact} onClose={() => setShowing(false)} />}
      {removing && (
        <ConfirmDanger
          title={t('customer.contact_remove_title', { name: contact.name })}
          action={t('customer.contact_remove')}
          onClose={() => setRemoving(false)}
          onConfirm={async () => {
            await removeContact(contact.id, contact.version);
            await refresh();
          }}
        >
          <p>{t('customer.contact_remove_text')}</p>
        </ConfirmDanger>
      )}
    </article>
  );
}
