import { Link } from '@tanstack/react-router';
import type { ClashCase } from '@/api/clash';
import type { Field } from '@/api/types';
import { useFields } from '@/features/customer/catalogue';
import { Sensitive } from '@/features/customer/record/Sensitive';
import { useI18n, useT } from '@/i18n';
import { FieldValue } from '@/shared/form/FieldValue';
import { Facts } from '@/shared/layout/Page';
import { labelText } from '@/shared/text/label';
import { TimeText } from '@/shared/text/texts';
import { useAgrees } from './shared';
import css from './clash.module.css';

interface Item { label: string; value: React.ReactNode; key?: string }

/** Both sides beside each other, as far as they are for this person. */
export function Sides({ clash }: { clash: ClashCase }) {
  const t = useT();
  return (
    <div className={css.sides}>
      <section aria-labelledby="clash-applicant">
        <h2 id="clash-applicant">{t('clash.side_applicant')}</h2>
        <Applicant clash={clash} />
      </section>
      <section aria-labelledby="clash-owner">
        <h2 id="clash-owner">{t('clash.side_owner')}</h2>
        <Owner clash={clash} />
      </section>
    </div>
  );
}

function Applicant({ clash }: { clash: ClashCase }) {
  const t = useT();
  const agrees = useAgrees(clash.agrees);
  const typed = useTyped(clash);
  const items: Item[] = [
    { label: t('clash.who_applicant'), value: `${clash.applicant.name} · ${clash.applicant_department}` },
    { label: t('clash.asked_at'), value: <TimeText at={clash.created_at} /> },
    { label: t('clash.wish'), value: t(`clash.wish_${clash.wish}`) },
    { label: t('clash.reason'), value: clash.reason },
    { label: t('clash.typed_name'), value: clash.name },
    { label: t('clash.agreeing'), value: agrees },
    ...typed,
  ];
  if (clash.history)
    items.push({ label: t('clash.applicant_contact'), value: clash.history.applicant_contact_at ? <TimeText at={clash.history.applicant_contact_at} /> : t('clash.never') });
  return <Facts items={items} />;
}

/** What was typed, by the names of the fields. */
function useTyped(clash: ClashCase): Item[] {
  const { t, locale } = useI18n();
  const own = useFields('customer');
  const contact = useFields('contact');
  if (!clash.typed) return [];
  const facts = (values: Record<string, unknown>, fields: ReadonlyMap<string, Field>, who: string): Item[] =>
    Object.entries(values).flatMap(([key, value]) => {
      const field = fields.get(key);
      if (!field || value === '' || (Array.isArray(value) && value.length === 0)) return [];
      const shown = <FieldValue field={field} value={value as never} />;
      return [{ key: `${who}${key}`, label: labelText(field.label, locale), value: field.sensitive ? <Sensitive text={String(value)} /> : shown }];
    });
  return [
    ...facts(clash.typed.values, own, ''),
    ...clash.typed.contacts.flatMap((one, index) => [
      { key: `contact${index}`, label: t('clash.contact'), value: one.name },
      ...facts(one.values, contact, `contact${index}`),
    ]),
  ];
}

function Owner({ clash }: { clash: ClashCase }) {
  const t = useT();
  const { customer, owner, history } = clash;
  const items: Item[] = [
    owner ? { label: t('clash.who_owner'), value: `${owner.name} · ${clash.owner_department}` } : { label: t('clash.department'), value: clash.owner_department },
  ];
  if (customer)
    items.push({
      label: t('clash.customer'),
      value: (
        <>
          <Link to="/customers/$id" params={{ id: customer.id }} preload={false}>
            {customer.name}
          </Link>{' '}
          <span className={css.quiet}>{customer.code}</span>
        </>
      ),
    });
  if (history) {
    items.push(
      {
        label: t('clash.registered'),
        value: (
          <>
            <TimeText at={history.registered_at} /> {history.registered_by.name}
          </>
        ),
      },
      { label: t('clash.owner_contact'), value: history.owner_contact_at ? <TimeText at={history.owner_contact_at} /> : t('clash.never') },
    );
  }
  return (
    <>
      <Facts items={items} />
      {!customer && <p className={css.quiet}>{t(clash.part === 'applicant' ? 'clash.hidden' : 'clash.hidden_now')}</p>}
    </>
  );
}
