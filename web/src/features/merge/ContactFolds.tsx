import { Select } from 'antd';
import type { MergeFile, MergeProposal } from '@/api/merge';
import { useI18n } from '@/i18n';
import { Section } from '@/shared/layout/Page';
import { groupPhone } from '@/shared/text/format';
import { intoOf, type Plan } from './plan';
import css from './merge.module.css';

type Contact = MergeFile['contacts'][number];

/** Post and number of a contact: what tells two of one name apart. */
function about(contact: Contact): string {
  const text = (key: string) => (typeof contact.values[key] === 'string' ? contact.values[key] : '');
  const number = text('mobile') || text('office_phone');
  return [text('post'), number && groupPhone(number)].filter(Boolean).join(' · ');
}

/** Contacts side by side: which of the other file's people are on file already. */
export function ContactFolds({ proposal, plan, onFold }: { proposal: MergeProposal; plan: Plan; onFold: (id: string, into: string | null) => void }) {
  const { t } = useI18n();
  const { survivor, other } = proposal;
  return (
    <Section title={t('merge.contacts')} hint={t('merge.contacts_hint')}>
      <div className={css.people}>
        {survivor.contacts.map((one) => (
          <div key={one.id} className={css.person}>
            <Name contact={one} />
            <span className={css.quiet}>{t('merge.contact_stays')}</span>
          </div>
        ))}
        {other.contacts.map((one) => (
          <div key={one.id} className={css.person}>
            <Name contact={one} />
            <Select
              aria-label={t('merge.contact_is', { name: one.name })}
              value={intoOf(proposal, one.id, plan) ?? ''}
              onChange={(into) => onFold(one.id, into === '' ? null : into)}
              options={[
                { value: '', label: t('merge.contact_moves') },
                ...survivor.contacts.map((ours) => ({ value: ours.id, label: t('merge.contact_same', { name: ours.name, about: about(ours) }) })),
              ]}
            />
          </div>
        ))}
      </div>
    </Section>
  );
}

function Name({ contact }: { contact: Contact }) {
  return (
    <span className={css.who}>
      <strong>{contact.name}</strong>
      <span className={css.quiet}>{about(contact)}</span>
    </span>
  );
}
