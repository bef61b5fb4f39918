import type { Book, Clause } from '@/api/regulation';
import { useI18n } from '@/i18n';
import { labelText } from '@/shared/text/label';
import { rulesOf } from './ClauseDetail';
import css from './regulation.module.css';

/** The values of an article, to be read. */
export function ValueList({ book, clause }: { book: Book; clause: Clause }) {
  const { t, locale } = useI18n();
  const rules = rulesOf(book, clause);
  if (rules.length === 0) return null;
  return (
    <dl className={css.values}>
      {rules.map((rule) => (
        <div key={rule.key}>
          <dt>{labelText({ en: '', ...rule.label }, locale)}</dt>
          <dd>{rule.value === '' ? <span className={css.quiet}>{t('regulation.blank')}</span> : labelText({ en: '', ...rule.words }, locale)}</dd>
        </div>
      ))}
    </dl>
  );
}
