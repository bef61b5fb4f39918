import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Clause, SetRule, Version } from '@/api/regulation';
import { useI18n } from '@/i18n';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { labelText } from '@/shared/text/label';
import { rulesOf } from '../ClauseDetail';
import css from '../regulation.module.css';
import { both, useChange } from './useChange';
import { ValueInput } from './ValueInput';

/** An article of a draft: its values as fields, and whether it holds at all. */
export function DraftClause({ version, clause }: { version: Version; clause: Clause }) {
  const { t, locale } = useI18n();
  const rules = rulesOf(version.book, clause);
  const [values, setValues] = useState<Record<string, string>>({});
  const [reason, setReason] = useState('');
  const change = useChange(version);
  const own = version.book.packs.some((pack) => pack.own && pack.code === clause.pack);
  const dirty = rules.filter((rule) => (values[rule.key] ?? rule.value) !== rule.value);

  const save = () => {
    const others = version.pack.set.filter((set) => set.pack !== clause.pack || !dirty.some((rule) => rule.key === set.key));
    const made = dirty
      .filter((rule) => values[rule.key] !== rule.shipped)
      .map((rule): SetRule => ({ pack: rule.pack, key: rule.key, value: values[rule.key] ?? '', reason: both(reason) }));
    change.mutate({ set: [...others, ...made] });
  };
  const dropIt = () => change.mutate({ drop: [...version.pack.drop, { clause: clause.clause, reason: both(reason) }] });
  if (own) return <OwnWords version={version} clause={clause} />;
  return (
    <form
      className={css.draft}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {rules.map((rule) => {
        const label = labelText({ en: '', ...rule.label }, locale);
        return (
          <div key={rule.key} className={css.field}>
            <span>{label}</span>
            <ValueInput rule={rule} label={label} value={values[rule.key] ?? rule.value} onChange={(value) => setValues({ ...values, [rule.key]: value })} />
            {rule.changed && <span className={css.quiet}>{t('regulation.was', { value: labelText({ en: '', ...rule.shipped_words }, locale) })}</span>}
          </div>
        );
      })}
      <label className={css.field}>
        <span>{t('regulation.why')}</span>
        <Input value={reason} maxLength={200} placeholder={t('regulation.why_hint')} onChange={(event) => setReason(event.target.value)} />
      </label>
      {change.error && <ProblemNote error={change.error} />}
      <p className={css.buttons}>
        {rules.length > 0 && (
          <Button type="primary" htmlType="submit" disabled={dirty.length === 0 || !reason.trim()} loading={change.isPending}>
            {t('regulation.keep')}
          </Button>
        )}
        <Button disabled={!reason.trim()} loading={change.isPending} onClick={dropIt}>
          {t('regulation.drop')}
        </Button>
      </p>
    </form>
  );
}

/** A clause of the company's own: its words. */
function OwnWords({ version, clause }: { version: Version; clause: Clause }) {
  const { t } = useI18n();
  const [text, setText] = useState(clause.text.zh);
  const change = useChange(version);
  const others = version.pack.clauses.filter((one) => one.number !== clause.number);
  const known = version.pack.clauses.find((one) => one.number === clause.number);
  const put = () => change.mutate({ clauses: version.pack.clauses.map((one) => (one.number === clause.number ? { ...one, text: both(text) } : one)) });
  return (
    <div className={css.draft}>
      <Input.TextArea aria-label={t('regulation.words')} rows={4} value={text} onChange={(event) => setText(event.target.value)} />
      {change.error && <ProblemNote error={change.error} />}
      <p className={css.buttons}>
        <Button type="primary" disabled={!text.trim() || text === known?.text.zh} loading={change.isPending} onClick={put}>
          {t('regulation.keep')}
        </Button>
        <Button loading={change.isPending} onClick={() => change.mutate({ clauses: others })}>
          {t('regulation.remove_own')}
        </Button>
      </p>
    </div>
  );
}
