import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { BadgeCheck, PencilLine } from 'lucide-react';
import { useState } from 'react';
import type { MonthCheck, MonthProposal, WalkedCustomer, WalkedFact, WalkedGroup } from '@/api/monthCheck';
import type { Field } from '@/api/types';
import { Sensitive } from '@/features/customer/record/Sensitive';
import { useFields } from '@/features/customer/catalogue';
import { useT } from '@/i18n';
import { FieldValue } from '@/shared/form/FieldValue';
import { TimeText } from '@/shared/text/texts';
import { NoteLine } from './NoteLine';
import { ProposalDialog } from './ProposalDialog';
import { ProposalLine } from './ProposalLine';
import css from './monthCheck.module.css';

interface Props {
  check: MonthCheck;
  one: WalkedCustomer;
  walks: boolean;
  onToggle: (number: number) => void;
  onChange: (now: WalkedCustomer) => void;
}

/** A customer: is it still true? Group by group, each with its key. */
export function WalkCard({ check, one, walks, onToggle, onChange }: Props) {
  const t = useT();
  const marked = one.state?.marked ?? [];
  return (
    <article className={css.card} aria-label={one.customer.name}>
      <header className={css.cardHead}>
        <h2>
          <Link to="/customers/$id" params={{ id: one.customer.id }} target="_blank">
            {one.customer.name}
          </Link>
        </h2>
        <span className={css.quiet}>{one.customer.code}</span>
        {one.state && (
          <span className={css.state} data-state={marked.length > 0 ? 'submitted' : 'applied'}>
            <BadgeCheck size={14} aria-hidden /> {t(marked.length > 0 ? 'month_check.said_marked' : 'month_check.said_true')}
          </span>
        )}
      </header>
      {one.notes.map((note) => (
        <NoteLine key={note.kind} note={note} />
      ))}
      <div className={css.groups}>
        {one.groups.map((group, index) => (
          <Group
            key={group.key}
            check={check}
            one={one}
            group={group}
            number={index + 1}
            marked={marked.includes(group.key)}
            walks={walks}
            proposals={one.proposals.filter((proposal) => proposal.group === group.key)}
            onToggle={() => onToggle(index + 1)}
            onChange={onChange}
          />
        ))}
      </div>
    </article>
  );
}

interface GroupProps {
  check: MonthCheck;
  one: WalkedCustomer;
  group: WalkedGroup;
  number: number;
  marked: boolean;
  walks: boolean;
  proposals: readonly MonthProposal[];
  onToggle: () => void;
  onChange: (now: WalkedCustomer) => void;
}

function Group({ check, one, group, number, marked, walks, proposals, onToggle, onChange }: GroupProps) {
  const t = useT();
  const fields = useFields('customer');
  const contactFields = useFields('contact');
  const [changing, setChanging] = useState<WalkedFact | null>(null);
  // With one contact alone it is plain whose facts these are.
  const several = new Set(group.facts.map((fact) => fact.contact?.id)).size > 1;
  const fieldOf = (fact: WalkedFact) => (fact.contact ? contactFields : fields).get(fact.field);
  return (
    <section className={css.group} data-marked={marked || undefined}>
      <header>
        {walks ? (
          <button type="button" aria-pressed={marked} onClick={onToggle}>
            <kbd>{number}</kbd> <strong>{group.label}</strong>
            <span>{marked ? t('month_check.needs_change') : group.verified_at ? <Verified at={group.verified_at} /> : t('month_check.never')}</span>
          </button>
        ) : (
          <p>
            <strong>{group.label}</strong> <span className={css.quiet}>{marked ? t('month_check.needs_change') : group.verified_at ? <Verified at={group.verified_at} /> : t('month_check.never')}</span>
          </p>
        )}
      </header>
      <dl className={css.facts}>
        {group.facts.map((fact) => (
          <div key={`${fact.contact?.id ?? ''}${fact.field}`}>
            <dt>
              {several && fact.contact && fact.field !== 'name' && <span className={css.quiet}>{fact.contact.name} · </span>}
              {fact.label}
            </dt>
            <dd>
              <Value fact={fact} field={fieldOf(fact)} />
              {walks && marked && (
                <Button size="small" type="link" icon={<PencilLine size={14} />} onClick={() => setChanging(fact)} aria-label={`${t('month_check.propose')} ${fact.label}`}>
                  {t('month_check.propose')}
                </Button>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {marked && proposals.length === 0 && walks && <p className={css.missing}>{t('month_check.proposal_missing')}</p>}
      {proposals.map((proposal) => (
        <ProposalLine key={proposal.id} check={check} customer={one} proposal={proposal} fields={proposal.contact ? contactFields : fields} walks={walks} onChange={onChange} />
      ))}
      {changing && <ProposalDialog check={check} one={one} fact={changing} field={fieldOf(changing)} onChange={onChange} onClose={() => setChanging(null)} />}
    </section>
  );
}

function Verified({ at }: { at: string }) {
  const t = useT();
  return (
    <>
      {t('month_check.verified', { time: '' })} <TimeText at={at} />
    </>
  );
}

function Value({ fact, field }: { fact: WalkedFact; field: Field | undefined }) {
  const t = useT();
  const { text, value } = fact;
  if (text) return <>{text}</>;
  if (field?.sensitive && typeof value === 'string') return <Sensitive text={value} />;
  if (field) return <FieldValue field={field} value={value} compact />;
  if (typeof value === 'boolean') return <>{t(value ? 'common.yes' : 'common.no')}</>;
  return <>{Array.isArray(value) ? value.join(t('common.list_comma')) : String(value)}</>;
}
