import type { ReactNode } from 'react';
import type { MergeChoice, MergeFact, MergeFile, MergeProposal } from '@/api/merge';
import type { FieldValue as Value } from '@/api/types';
import { useI18n } from '@/i18n';
import { FieldValue } from '@/shared/form/FieldValue';
import { Section } from '@/shared/layout/Page';
import { labelText } from '@/shared/text/label';
import { Unknown } from '@/shared/text/texts';
import { useFields, useTemplateName } from '../customer/catalogue';
import { choiceOf, differing, isList, type Plan } from './plan';
import css from './merge.module.css';

interface Props {
  proposal: MergeProposal;
  plan: Plan;
  onChoose: (field: string, keep: MergeChoice) => void;
}

/** Fact by fact, both side by side, the suggested one chosen with its reason; what is the same is folded away. */
export function FactChoices({ proposal, plan, onChoose }: Props) {
  const { t } = useI18n();
  const words = useWords(proposal);
  const different = differing(proposal.facts);
  const same = proposal.facts.filter((fact) => fact.because === 'same');
  return (
    <Section title={t('merge.facts')} hint={different.length > 0 ? t('merge.facts_hint', { count: different.length }) : t('merge.facts_same')}>
      <div className={css.facts}>
        {different.map((fact) => (
          <FactChoice key={fact.field} fact={fact} chosen={choiceOf(fact, plan)} words={words} onChoose={(keep) => onChoose(fact.field, keep)} />
        ))}
      </div>
      {same.length > 0 && (
        <details className={css.same}>
          <summary>{t('merge.same', { count: same.length })}</summary>
          <dl>
            {same.map((fact) => (
              <div key={fact.field}>
                <dt>{words.label(fact.field)}</dt>
                <dd>{words.value(fact, 'survivor')}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </Section>
  );
}

interface Words {
  label: (field: string) => string;
  value: (fact: MergeFact, side: 'survivor' | 'other') => ReactNode;
}

function useWords(proposal: MergeProposal): Words {
  const { t, locale } = useI18n();
  const fields = useFields('customer');
  const templateName = useTemplateName();
  const own: Record<string, string> = { name: t('customer.name'), template: t('customer.template'), owner: t('customer.owner') };
  const plain = (field: string, value: Value | undefined, file: MergeFile): ReactNode => {
    if (field === 'owner') return `${file.owner.name} · ${file.department.name}`;
    if (field === 'template') return templateName(file.template) ?? file.template;
    return value === undefined || value === null ? <Unknown /> : String(value);
  };
  return {
    label: (field) => {
      const known = fields.get(field);
      return known ? labelText(known.label, locale) : (own[field] ?? field);
    },
    value: (fact, side) => {
      const known = fields.get(fact.field);
      return known ? <FieldValue field={known} value={fact[side]} compact /> : plain(fact.field, fact[side], proposal[side]);
    },
  };
}

function FactChoice({ fact, chosen, words, onChoose }: { fact: MergeFact; chosen: MergeChoice; words: Words; onChoose: (keep: MergeChoice) => void }) {
  const { t, maybe } = useI18n();
  const sides: readonly MergeChoice[] = isList(fact) ? ['survivor', 'other', 'both'] : ['survivor', 'other'];
  const label = words.label(fact.field);
  return (
    <fieldset className={css.fact}>
      <legend>{label}</legend>
      {sides.map((side) => (
        <label key={side} className={`${css.choice} ${chosen === side ? css.chosen : ''} ${side === 'both' ? css.both : ''}`}>
          <input type="radio" name={`keep-${fact.field}`} checked={chosen === side} onChange={() => onChoose(side)} />
          <span className={css.value}>
            {side === 'both' ? (
              t('merge.keep_both')
            ) : (
              <>
                <span className="visually-hidden">{t(side === 'survivor' ? 'merge.stays' : 'merge.goes')}</span>
                {words.value(fact, side)}
              </>
            )}
          </span>
          {fact.keep === side && <span className={css.why}>{maybe(`merge.why_${fact.because}`) ?? fact.because}</span>}
        </label>
      ))}
    </fieldset>
  );
}
