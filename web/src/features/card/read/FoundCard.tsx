import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Radio } from 'antd';
import { CircleAlert, CircleCheck, UserCheck } from 'lucide-react';
import { useMemo, useState } from 'react';
import { cardsKey, type CardRead } from '@/api/card';
import { createContact } from '@/api/contact';
import { createCustomer, customersKey, refreshCustomer } from '@/api/customer';
import { fieldsQuery } from '@/api/field';
import { newKey } from '@/api/http';
import { useI18n } from '@/i18n';
import { FieldValue } from '@/shared/form/FieldValue';
import { Facts } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { labelText } from '@/shared/text/label';
import { CustomerPicker, type PickedCustomer } from './CustomerPicker';
import css from './read.module.css';

/** A card that was read: what it says, who may be the same, and where it is to go. */
export function FoundCard({ card, number }: { card: CardRead; number: number }) {
  const { maybe, t } = useI18n();
  if (card.error !== null) {
    return (
      <article className={css.card}>
        <h2>{t('card.card_no', { number })}</h2>
        <p className={css.bad}>
          <CircleAlert size={16} aria-hidden />
          {maybe(`card.error_${card.error}`) ?? card.error}
        </p>
      </article>
    );
  }
  return <Readable card={card} />;
}

function Readable({ card }: { card: CardRead }) {
  const { t } = useI18n();
  const [added, setAdded] = useState<PickedCustomer | null>(null);
  return (
    <article className={css.card} aria-label={card.name}>
      <header>
        <h2>{card.name}</h2>
        {card.organization && <p>{card.organization}</p>}
      </header>
      <Said card={card} />
      {card.left_out.length > 0 && <p className={css.quiet}>{t('card.left_out', { texts: card.left_out.join(t('common.list_comma')) })}</p>}
      {card.same.length > 0 && !added && (
        <div className={css.same}>
          {card.same.map((one) => (
            <p key={one.id}>
              <UserCheck size={16} aria-hidden />
              <Link to="/customers/$id" params={{ id: one.customer.id }} search={{ tab: 'contacts' }} preload={false}>
                {t('card.same', { name: one.name, customer: one.customer.name })}
              </Link>
            </p>
          ))}
          <p className={css.quiet}>{t('card.same_text')}</p>
        </div>
      )}
      {added ? (
        <p className={css.done} role="status">
          <CircleCheck size={16} aria-hidden />
          <Link to="/customers/$id" params={{ id: added.id }} search={{ tab: 'contacts' }} preload={false}>
            {t('card.added', { customer: added.name })}
          </Link>
        </p>
      ) : (
        <Placing card={card} onAdded={setAdded} />
      )}
    </article>
  );
}

/** The facts in the catalogue's own words. */
function Said({ card }: { card: CardRead }) {
  const { locale } = useI18n();
  const { data } = useQuery(fieldsQuery('contact'));
  const items = useMemo(
    () =>
      (data?.items ?? [])
        .filter((field) => card.contact[field.key] !== undefined)
        .map((field) => ({ key: field.key, label: labelText(field.label, locale), value: <FieldValue field={field} value={card.contact[field.key]} /> })),
    [data, card, locale],
  );
  return <Facts items={items} />;
}

/** To a customer on file, or to one that is registered with it. */
function Placing({ card, onAdded }: { card: CardRead; onAdded: (customer: PickedCustomer) => void }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const [key] = useState(newKey);
  const [picked, setPicked] = useState<PickedCustomer | null>(card.customers.find((one) => one.exact) ?? card.same[0]?.customer ?? null);
  const [registers, setRegisters] = useState(picked === null && card.organization !== '');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const add = async () => {
    setBusy(true);
    setError(null);
    const contact = { name: card.name, values: card.contact, primary: false };
    try {
      if (registers) {
        const made = await createCustomer({ kind: 'organization', name: card.organization, template: 'company', values: card.customer, contacts: [contact] }, key);
        onAdded({ id: made.id, name: made.name });
      } else if (picked) {
        await createContact(picked.id, contact, key);
        void refreshCustomer(client, picked.id);
        onAdded(picked);
      }
      void client.invalidateQueries({ queryKey: cardsKey });
      void client.invalidateQueries({ queryKey: customersKey });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className={css.placing}>
      {card.organization ? (
        <Radio.Group
          aria-label={t('card.to')}
          value={registers ? 'new' : 'known'}
          onChange={(event) => setRegisters(event.target.value === 'new')}
          options={[
            { value: 'known', label: t('card.to_customer') },
            { value: 'new', label: t('card.to_new', { name: card.organization }) },
          ]}
        />
      ) : (
        <p className={css.quiet}>{t('card.no_organization')}</p>
      )}
      {!registers && <CustomerPicker label={t('card.to_customer')} offered={card.customers} value={picked} onChange={setPicked} />}
      <Button type="primary" loading={busy} disabled={!registers && picked === null} onClick={() => void add()}>
        {t(registers ? 'card.add_new' : 'card.add')}
      </Button>
      {error !== null && <ProblemNote error={error} />}
    </div>
  );
}
